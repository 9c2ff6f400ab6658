"""The interactive elements in blocks: finding them, and what they hold when a person uses them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from playground.slack.wire import Payload

#: What a person picked: one value, several, or nothing.
Picked = str | Sequence[str] | None

#: Elements that hold one of the workspace's own ids, by the key they hold it under.
PICKERS: Final = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
LIST_PICKERS: Final = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
ONE_OPTION: Final = frozenset({"static_select", "radio_buttons", "overflow", "external_select"})
MANY_OPTIONS: Final = frozenset({"multi_static_select", "checkboxes", "multi_external_select"})
TEXT_INPUTS: Final = frozenset({"plain_text_input", "url_text_input", "email_text_input", "number_input"})


@dataclass(frozen=True)
class Element:
    """An interactive element and the block it is in."""

    block: Payload
    body: Payload

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.body["action_id"])


def elements_of(blocks: list[Payload]) -> Iterator[Element]:
    """Yield every element that a person can use."""
    for block in blocks:
        for body in (*block.get("elements", ()), block.get("accessory"), block.get("element")):
            if isinstance(body, dict) and "action_id" in body:
                yield Element(block, body)


def find_element(
    blocks: list[Payload], action_id: str, value: Picked, block_id: str | None
) -> Element | None:
    """Return the element with this action id, told apart by its block or its value where ids repeat."""
    found = [
        each
        for each in elements_of(blocks)
        if each.action_id == action_id and (block_id is None or each.block_id == block_id)
    ]
    exact = [each for each in found if value is not None and each.body.get("value") == value]
    return next(iter(exact or found), None)


def held(element: Payload, picked: Picked) -> Payload:
    """Return what an element holds once a person picked `picked`, in the shape of `state.values`."""
    kind = element["type"]
    if kind in TEXT_INPUTS:
        return {"value": picked or None}
    if kind in ONE_OPTION:
        return {"selected_option": next(iter(_options(element, picked)), None)}
    if kind in MANY_OPTIONS:
        return {"selected_options": _options(element, picked)}
    if kind in LIST_PICKERS:
        return {LIST_PICKERS[kind]: _listed(picked)}
    return {PICKERS[kind]: picked or None} if kind in PICKERS else {}


def initially_held(element: Payload) -> Payload:
    """Return what an element holds before anybody touched it."""
    if "initial_option" in element:
        return {"selected_option": element["initial_option"]}
    if "initial_options" in element:
        return {"selected_options": element["initial_options"]}
    initial = next((element[key] for key in element if key.startswith("initial_")), None)
    return held(element, initial)


def _options(element: Payload, picked: Picked) -> list[Payload]:
    values = _listed(picked)
    groups = element.get("option_groups", [])
    offered = [*element.get("options", []), *(each for group in groups for each in group["options"])]
    return [option for option in offered if option["value"] in values]


def _listed(picked: Picked) -> list[str]:
    return [picked] if isinstance(picked, str) else list(picked or [])
