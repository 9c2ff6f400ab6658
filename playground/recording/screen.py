"""The screen that is filmed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """Its size in pixels, and how things look on it."""

    #: Small enough for a light file, large enough that 17 pixel text reads well.
    width: int = 1280
    height: int = 800
    scale: int = 1  #: pixels of the screen for one of the page, as on a Retina display
    dark: bool = False
    pointer: bool = True  #: whether the pointer is in the film
    frames_per_second: int = 30
