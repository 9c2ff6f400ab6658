"""The recordings: which site in which style, and which of them nobody tunes to."""

from dataclasses import dataclass
from enum import StrEnum

from bench.screencasts.applications.catalogue import APPLICATIONS
from bench.screencasts.styles import STYLES, Style


class Split(StrEnum):
    DEVELOPMENT = "development"  #: may be looked at, and everything may be tuned to it
    HELD_OUT = "held out"  #: is scored and never looked at; of applications that are not ours
    UNSEEN = "held out, second"  #: as that, of sites made for it
    THIRD = "held out, third"  #: as that, made when the second had long been measured
    GIVEN = "given"  #: made elsewhere


#: By site, so that no layout, widget or word of the held-out part is known from the other.
SPLIT = {
    "toolshed": Split.DEVELOPMENT,
    "ferrypoint": Split.DEVELOPMENT,
    "meadowfund": Split.DEVELOPMENT,
    "kilnhouse": Split.DEVELOPMENT,
    "harbor": Split.DEVELOPMENT,
    "lantern": Split.DEVELOPMENT,
    "parcelboard": Split.DEVELOPMENT,
    "quay": Split.DEVELOPMENT,
    "alderboat": Split.DEVELOPMENT,
    "quillmere": Split.DEVELOPMENT,
    "weirgate": Split.DEVELOPMENT,
    "ottermere": Split.UNSEEN,
    "hearthline": Split.UNSEEN,
    "fellside": Split.UNSEEN,
    "tallyford": Split.THIRD,
    "briarpost": Split.THIRD,
    "wickerstead": Split.THIRD,
    **{name: Split.HELD_OUT if it.held_out else Split.DEVELOPMENT for name, it in APPLICATIONS.items()},
}


@dataclass(frozen=True, slots=True)
class Recording:
    """One film to make."""

    site: str
    style_name: str

    @property
    def name(self) -> str:
        return f"{self.site}-{self.style_name}"

    @property
    def style(self) -> Style:
        return STYLES[self.style_name]

    @property
    def split(self) -> Split:
        return SPLIT[self.site]


_FILMED = {
    "toolshed": ("plain", "15fps", "vp8-variable"),
    "ferrypoint": ("dark", "webcam", "quick"),
    "meadowfund": ("retina", "narrated", "no-pointer"),
    "kilnhouse": ("plain", "dark", "quick", "no-pointer"),
    "harbor": ("plain",),
    "lantern": ("plain", "webcam", "vp9-variable", "quick"),
    "parcelboard": ("av1-dark", "720p", "hevc-15fps", "no-pointer", "font", "retina"),
    "quay": ("cream",),
    "alderboat": ("plain", "720p", "no-pointer", "dark"),
    "quillmere": ("plain", "dark", "720p", "quick"),
    "weirgate": ("slate", "slate-720p"),
    "ottermere": ("plain", "webcam", "720p"),
    "hearthline": ("dark", "no-pointer", "vp9-variable"),
    "fellside": ("moss", "moss-720p", "moss-variable"),
    "tallyford": ("plain", "720p", "hevc-15fps"),
    "briarpost": ("webcam", "dark", "retina"),
    "wickerstead": ("vp9-variable", "quick", "no-pointer"),
}

#: What is filmed unless something else is asked for: all but applications, which have to be installed.
MADE_UP = tuple(_FILMED)
_FILMED |= {name: (it.style,) for name, it in APPLICATIONS.items()}

CATALOGUE = tuple(Recording(site, style) for site, styles in _FILMED.items() for style in styles)
