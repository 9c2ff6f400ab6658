"""The page itself: a template filled with what was seen and what follows from it."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from models.plan import ComputerUsePlan
from worker.analysis.evidence import Evidence
from worker.analysis.page.contents import Contents
from worker.analysis.page.embedding import embed_frames
from worker.analysis.wording import clock

NAME = "index.html"
_PARTS = Path(__file__).parent / "parts"


def write_page(evidence: Evidence, plan: ComputerUsePlan | None, note: str, folder: Path) -> Path:
    """Write the page beside the evidence; `folder` holds its frames. Returns the page's path.

    `note` says who drew the plan, or why there is none.
    """
    style, script = (_PARTS / "page.css").read_text(), (_PARTS / "page.js").read_text()
    page = folder / NAME
    page.write_text(
        _templates()
        .get_template("page.html")
        .render(
            page=Contents(evidence, plan, note, embed_frames(evidence, folder)),
            style=style,
            script=script,
            policy=_policy(style, script),
        )
    )
    return page


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("worker.analysis.page", "parts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clock": clock, "percent": "{:.0%}".format}
    return environment


def _policy(style: str, script: str) -> str:
    """Only these very bytes may style the page or run in it, and it may fetch nothing."""
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_source(style)}'; script-src '{_source(script)}'"
    )


def _source(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
