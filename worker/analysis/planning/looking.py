"""A tool for the planner: a closer look at a piece of a kept frame, as long as the budget lasts."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from claude_agent_sdk import SdkMcpTool
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from worker.analysis.evidence import Frame
from worker.analysis.frames import cut_out
from worker.analysis.geometry import Box
from worker.analysis.planning.budget import budget_for, tokens_of
from worker.analysis.planning.pictures import as_jpeg, read_frame, shrink
from worker.analysis.planning.windows import Window

TOOL: Final = "look_closer"
MOST_LOOKS: Final = 6
_LARGEST_LOOK = (560, 308)
_LARGEST_SIDE = 100_000  #: pixels of any video
_DESCRIPTION = (
    "Return a piece of a frame as it was filmed, to read what is too small in the pictures you were given. "
    "`frame` counts the evidence's frames from 0; the rest are pixels of the video. There are few looks: "
    "take one only where a label or a value matters and cannot be read otherwise. Pictures are shown once: "
    "note what you need of those you have before you look."
)


class LookRefused(Exception):  # noqa: N818 - reads as what it says
    """There is no such look; its text tells the model why."""


class Look(BaseModel):
    """Which piece of which frame: number of the frame, and pixels of the video."""

    model_config = ConfigDict(extra="ignore")

    frame: int = Field(ge=0)
    left: int = Field(ge=0, le=_LARGEST_SIDE)
    top: int = Field(ge=0, le=_LARGEST_SIDE)
    width: int = Field(gt=0, le=_LARGEST_SIDE)
    height: int = Field(gt=0, le=_LARGEST_SIDE)


@dataclass
class Magnifier:
    """Gives looks at the frames of one window. What is kept in `folder` has its passwords covered."""

    frames: Sequence[Frame]
    folder: Path
    video_width: int
    tokens: int  #: that may still be spent
    looks: int = field(default=MOST_LOOKS)  #: that may still be taken

    @classmethod
    def over(cls, window: Window, folder: Path) -> "Magnifier":
        evidence = window.evidence
        return cls(evidence.frames, folder, evidence.video.width, budget_for(window.seconds).looks)

    def look(self, wanted: Look) -> bytes:
        """Return a piece of a frame as JPEG.

        Raises:
            LookRefused: there is no such frame, or no look is left.
        """
        if wanted.frame >= len(self.frames):
            raise LookRefused(f"There are only the frames 0 to {len(self.frames) - 1}.")
        pixels = read_frame(self.folder, self.frames[wanted.frame].path)
        if pixels is None:
            raise LookRefused("This frame was not kept. Look at another one.")
        scale = pixels.shape[1] / max(1, self.video_width)
        place = Box(wanted.left, wanted.top, wanted.width, wanted.height).scaled(scale)
        piece = shrink(cut_out(pixels, place), *_LARGEST_LOOK)
        self._pay(tokens_of(piece.shape[1], piece.shape[0]))
        return as_jpeg(piece)

    @property
    def reserved(self) -> int:
        """The image tokens of the looks that may still be taken."""
        return self.tokens if self.looks else 0

    def _pay(self, tokens: int) -> None:
        if self.looks == 0 or tokens > self.tokens:
            raise LookRefused("No look of this size is left. Answer with what you have seen.")
        self.looks, self.tokens = self.looks - 1, self.tokens - tokens


def as_tool(magnifier: Magnifier) -> SdkMcpTool[dict[str, Any]]:
    """Return the magnifier as the SDK offers it to a model."""

    async def look(given: dict[str, Any]) -> dict[str, Any]:
        try:
            picture = magnifier.look(Look.model_validate(given))
        except ValidationError:
            return _refusal("All five arguments are whole numbers: pixels of the video, the sizes above 0.")
        except LookRefused as refusal:
            return _refusal(str(refusal))
        data = base64.b64encode(picture).decode()
        return {"content": [{"type": "image", "data": data, "mimeType": "image/jpeg"}]}

    return SdkMcpTool(TOOL, _DESCRIPTION, Look.model_json_schema(), look)


def _refusal(text: str) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": text}], "is_error": True}
