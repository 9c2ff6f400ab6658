"""The table of contents of the control interface."""

from starlette.routing import Route, WebSocketRoute

from playground.slack.control import acting, modals, reading
from playground.slack.control.changes import changes

ROUTES = [
    Route("/workspace", reading.workspace),
    Route("/messages", reading.messages),
    Route("/ephemeral", reading.ephemeral_messages),
    Route("/views", reading.views),
    Route("/files", reading.files),
    Route("/files/{file}", reading.file_content),
    WebSocketRoute("/changes", changes),
    Route("/messages", acting.say, methods=["POST"]),
    Route("/commands", acting.run_command, methods=["POST"]),
    Route("/shortcuts", acting.run_shortcut, methods=["POST"]),
    Route("/actions", acting.use_element, methods=["POST"]),
    Route("/app", acting.open_app, methods=["POST"]),
    Route("/connections/refresh", acting.refresh_connections, methods=["POST"]),
    Route("/modals/{view_id}/submit", modals.submit, methods=["POST"]),
    Route("/modals/{view_id}/close", modals.close, methods=["POST"]),
]
