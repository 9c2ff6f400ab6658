"""The last picture of a run's browser: never shown to the model, and without secrets when people see it."""

import base64
from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from models import AgentArtifact, ArtifactKind, LogLevel, RunStatus
from models.plan import Action, NeededCredential, Step
from models.session import transaction
from playground.loopback import serving
from tests.models.factories import make_plan
from tests.worker.execution.bench import Bench
from tests.worker.execution.scripted import call, finish, scripted, step_done
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.execution.agent.screenshot import TAKE_SCREENSHOT, LastScreenshot
from worker.execution.runner import execute

_SECRET = "Pippin-42-Grove"
_PLAN = make_plan(
    steps=[Step(number=1, instruction="Open it", action=Action.NAVIGATE, url="http://orchard.test/")],
    credentials=[NeededCredential(name="ORCHARD_PASSWORD", label="Password")],
    parameters=[],
)
_PICTURE = b"\x89PNG"
_BLOCK = {"type": "image", "source": {"type": "base64", "data": base64.b64encode(_PICTURE).decode()}}


@pytest.fixture
def indiscreet_site() -> Iterator[int]:
    """A site that shows a password to whoever looks."""

    async def show(_request: Request) -> HTMLResponse:
        return HTMLResponse(f"<h1>Orchard</h1><p style='font-size: 24px'>The password is {_SECRET}</p>")

    with serving(Starlette(routes=[Route("/", show)])) as port:
        yield port


def _lines_in(picture: bytes) -> str:
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    whole = Box(0, 0, pixels.shape[1], pixels.shape[0])
    return "\n".join(line.text for line in Reader().lines(np.asarray(pixels, np.uint8), whole))


def test_the_last_screenshot_is_kept_for_people_alone_and_shows_no_secret(
    bench: Bench, indiscreet_site: int
) -> None:
    run_id = bench.run_of(_PLAN, {"ORCHARD_PASSWORD": _SECRET})
    turns = [
        call("mcp__browser__browser_navigate", url="http://orchard.test/"),
        call("mcp__browser__browser_snapshot"),
        step_done(1, "Orchard is there"),
        call(TAKE_SCREENSHOT),
        finish(),
    ]
    with scripted(*turns) as model:
        opened = f"orchard.test=127.0.0.1:{indiscreet_site}"
        execute(bench.workbench(anthropic_base_url=model.url, egress_private_hosts=opened), run_id)

    assert bench.row(run_id).status is RunStatus.COMPLETED, bench.lines(run_id, LogLevel.ERROR)
    assert "image/png" not in model.received
    of_the_run = select(AgentArtifact).where(AgentArtifact.run_id == run_id)
    with transaction(bench.engine) as session:
        kept = {row.kind: row for row in session.scalars(of_the_run)}
    assert kept[ArtifactKind.SCREENSHOT].name == "screenshot.png"
    shown = _lines_in(bench.storage.get(kept[ArtifactKind.SCREENSHOT].object_key))
    assert "Orchard" in shown
    assert "Pippin" not in shown


def test_the_picture_taken_last_is_the_one_that_is_kept() -> None:
    screenshots = LastScreenshot()
    (said,) = screenshots.take([{"type": "text", "text": "### Result"}, _BLOCK])
    assert screenshots.picture == _PICTURE
    assert said["type"] == "text"


@pytest.mark.parametrize(
    "response",
    ["text", None, [{"type": "image", "source": {"data": "no base64!"}}], [{"type": "image"}, 7]],
)
def test_a_response_without_a_picture_changes_nothing(response: object) -> None:
    screenshots = LastScreenshot()
    screenshots.take([_BLOCK])
    screenshots.take(response)
    assert screenshots.picture == _PICTURE
