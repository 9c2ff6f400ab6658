"""What was seen in a screencast: a typed, timestamped list that a person can read.

Times are seconds into the video, positions are pixels of the source video. Everything here came from a
video, so it is untrusted text. A secret's value is never in it: a password field gives `secret=True` and
no text.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class EventKind(StrEnum):
    #: `label` was clicked; `text` is "checked" or "unchecked" for a checkbox or radio button, and what a
    #: slider was set to.
    CLICK = "click"
    TYPE = "type"  #: `text` was typed into the field `label`
    KEY = "key"  #: the key named by `text` was pressed
    SELECT = "select"  #: the option `text` was chosen in the list `label`
    SCROLL = "scroll"
    NAVIGATE = "navigate"  #: `url` was opened from the address bar
    NEW_TAB = "new_tab"
    SWITCH_TAB = "switch_tab"
    COMMAND = "command"  #: the command `text` was run in a terminal


class _EvidencePart(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Event(_EvidencePart):
    """One thing that happened on the screen."""

    kind: EventKind
    t_start: float  #: when it began to show
    t_end: float  #: when the screen was still again
    before: str | None = None  #: path of the frame before it, relative to the evidence
    after: str | None = None  #: path of the frame after it
    label: str | None = None  #: the visible label of what was acted on
    text: str | None = None  #: what was typed, chosen, pressed or run; None for secrets
    secret: bool = False  #: a password field: the value was not kept
    xy: tuple[int, int] | None = None  #: where the pointer was
    bbox: tuple[int, int, int, int] | None = None  #: what changed: x, y, width, height
    url: str | None = None  #: what the address bar said
    app: str | None = None  #: the window's or the tab's title
    confidence: float = Field(default=1.0, ge=0, le=1)


class Utterance(_EvidencePart):
    """Something said aloud, from captions or speech recognition."""

    t_start: float
    t_end: float
    text: str
    events: list[int] = []  #: indices of the events it speaks of


class Frame(_EvidencePart):
    """A picture that was kept, with any password field masked."""

    t: float
    path: str  #: relative to the evidence
    reason: str  #: why it was kept: "start", "before", "after", "page", "end"
    url: str | None = None  #: what the address bar said in it, where it was read


class VideoFacts(_EvidencePart):
    """What the container said, and what was found to be true."""

    duration: float  #: seconds
    width: int
    height: int
    frames_per_second: float
    codec: str
    size: int  #: bytes
    title: str | None = None


class Evidence(_EvidencePart):
    """All that was seen, in order of time."""

    video: VideoFacts
    events: list[Event] = []
    transcript: list[Utterance] = []
    frames: list[Frame] = []
    notices: list[str] = []  #: what people should know of how it was seen, one sentence each
    timings: dict[str, float] = {}  #: stage of the pipeline -> seconds it took
