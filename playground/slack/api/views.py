"""views.*: modals and home tabs."""

from playground.slack.api.arguments import an_object, required, text
from playground.slack.standin import StandIn
from playground.slack.views import View
from playground.slack.wire import ApiError, Payload


def open_modal(standin: StandIn, arguments: Payload) -> Payload:
    user = standin.triggers.exchange(required(arguments, "trigger_id"))
    return {"view": standin.views.open(user, _modal(arguments)).shown()}


def push(standin: StandIn, arguments: Payload) -> Payload:
    user = standin.triggers.exchange(required(arguments, "trigger_id"))
    return {"view": standin.views.push(user, _modal(arguments)).shown()}


def update(standin: StandIn, arguments: Payload) -> Payload:
    view = _named_view(standin, arguments)
    changed = standin.views.update(view, _modal(arguments), text(arguments, "hash") or None)
    return {"view": changed.shown()}


def publish(standin: StandIn, arguments: Payload) -> Payload:
    user = required(arguments, "user_id")
    if not standin.settings.manifest.has_home_tab:
        raise ApiError("not_enabled")
    if standin.cast.direct(user) is None:
        raise ApiError("user_not_found")
    body = _view(arguments)
    if body.get("type") != "home":
        raise ApiError("invalid_arguments", "must be a home view [json-pointer:/view/type]")
    return {"view": standin.views.publish(user, body).shown()}


def _modal(arguments: Payload) -> Payload:
    body = _view(arguments)
    if body.get("type") != "modal":
        raise ApiError("invalid_arguments", "must be a modal view [json-pointer:/view/type]")
    return body


def _view(arguments: Payload) -> Payload:
    return an_object(arguments, "view", "invalid_arguments")


def _named_view(standin: StandIn, arguments: Payload) -> View:
    view = standin.views.find(text(arguments, "view_id") or None, text(arguments, "external_id") or None)
    if view is None:
        raise ApiError("not_found")
    return view
