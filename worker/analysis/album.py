"""The pictures of a video at the moments that somebody wants to look at."""

from collections import Counter
from collections.abc import Iterator, Sequence

from worker.analysis.frames import Picture


class Album:
    """Pictures at wanted moments, decoded once in order and let go of after their last use."""

    def __init__(self, pictures: Iterator[Picture], wanted: Sequence[float]) -> None:
        """Show `pictures`, which come at the distinct moments `wanted`, in order."""
        self._pictures = pictures
        self._uses = Counter(wanted)
        self._held: dict[float, Picture] = {}

    def show(self, moment: float) -> Picture:
        """The picture at a wanted moment; each may be asked for as often as it was wanted."""
        while moment not in self._held:
            picture = next(self._pictures, None)
            if picture is None:
                return self._last()
            self._held[picture.t] = picture
        self._uses[moment] -= 1
        picture = self._held[moment]
        if not self._uses[moment]:
            del self._held[moment]
        return picture

    def _last(self) -> Picture:
        """A stream that broke off between two readings ends with what it showed last."""
        return self._held[max(self._held)]
