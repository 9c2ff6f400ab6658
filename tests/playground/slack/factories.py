"""Blocks and modals that Slack accepts, to be changed where a test needs it."""

from playground.slack.wire import Payload


def section(text: str = "hello") -> Payload:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str = "press", value: str = "1", text: str = "Press") -> Payload:
    element = {"type": "button", "action_id": action_id, "value": value, "text": plain(text)}
    return {"type": "actions", "elements": [element]}


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def password_input(block_id: str = "password") -> Payload:
    element = {"type": "plain_text_input", "action_id": "value"}
    return {"type": "input", "block_id": block_id, "label": plain("Password"), "element": element}


def modal(**changes: object) -> Payload:
    body: Payload = {
        "type": "modal",
        "callback_id": "credentials",
        "title": plain("Credentials"),
        "submit": plain("Run"),
        "private_metadata": "video 1",
        "blocks": [password_input()],
    }
    return {**body, **changes}
