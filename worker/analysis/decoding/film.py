"""A video file as the analysis looks at it: samples of all of it, then pictures of chosen moments."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import cv2
from av.video.frame import VideoFrame

from models.errors import VideoError
from worker.analysis.decoding.ahead import ahead
from worker.analysis.decoding.planes import Size, colour, grey, tints
from worker.analysis.decoding.stream import Stream, Timed
from worker.analysis.frames import SAMPLES_PER_SECOND, Picture, Pixels, Sample, shrunk
from worker.analysis.wording import clock

UNDECODABLE = "This video cannot be decoded. Export the recording as MP4 (H.264) or WebM and share it again."

_STEP = 1 / SAMPLES_PER_SECOND
#: Times in a file are rounded, to thousandths at worst.
_ROUNDED = 2e-3
#: Decoded before they are asked for: at least and at most so many, as far as bytes allow.
_FEWEST_AHEAD, _MOST_AHEAD, _BYTES_AHEAD = 2, 8, 24_000_000
#: Bytes of a pixel, in grey and in colour.
_GREY, _COLOUR = 1, 3
#: A picture is in the file at most this many seconds before its time: others are predicted from it.
_EARLY = 0.5


class Film:
    """One video file."""

    def __init__(self, video: Path, size: Size) -> None:
        """Look at a file; its pictures are all made upright and of one size."""
        self._video, self._size = video, size
        self._key_times: Sequence[float] = ()
        self.notices: list[str] = []  #: what could not be seen, for people; known after all samples
        self.length = 0.0  #: time of the last picture so far, in seconds

    def samples(self, longest: float) -> Iterator[Sample]:
        """About `SAMPLES_PER_SECOND` moments a second, in order, up to `longest` seconds.

        A stream that breaks off gives what could be decoded before.

        Raises:
            VideoError: not a single picture could be decoded, or the video goes on beyond `longest`.
        """
        return ahead(self._samples(longest), self._ahead(_GREY))

    def pictures(self, moments: Iterable[float]) -> Iterator[Picture]:
        """The picture shown at each of the moments, which must ascend. Comes after the samples."""
        return ahead(self._pictures(list(moments)), self._ahead(_COLOUR))

    def _ahead(self, depth: int) -> int:
        """How many pictures of so many bytes a pixel to decode before they are asked for."""
        fitting = _BYTES_AHEAD // (self._size.width * self._size.height * depth)
        return min(max(_FEWEST_AHEAD, fitting), _MOST_AHEAD)

    def _samples(self, longest: float) -> Iterator[Sample]:
        stream = Stream(self._video)
        last: Sample | None = None
        shown: VideoFrame | None = None
        for t, frame in _sampled(self._within(stream.pictures(), longest)):
            same = last is not None and frame is shown
            sample = last._replace(t=t) if last is not None and same else self._sample(t, frame, last)
            last = sample._replace(is_renewed=_holds(stream.key_times, last.t if last is not None else t, t))
            shown = frame
            yield last
        if last is None:
            raise VideoError(UNDECODABLE)
        self._key_times = stream.key_times
        self.notices = list(_notices(stream, self.length))

    def _sample(self, t: float, frame: VideoFrame, last: Sample | None) -> Sample:
        whole = grey(frame, self._size)
        if last is not None and _same(last.whole, whole):
            return last._replace(t=t)
        return Sample(t, shrunk(whole), whole, tints(frame, self._size))

    def _within(self, pictures: Iterator[Timed], longest: float) -> Iterator[Timed]:
        for timed in pictures:
            if timed.t > longest + 1:
                raise VideoError("This video is longer than its file says. Export it again and share that.")
            self.length = max(self.length, timed.t)
            yield timed

    def _pictures(self, moments: Sequence[float]) -> Iterator[Picture]:
        shown: Timed | None = None
        wanted = iter(moments)
        moment = next(wanted, None)
        for timed in Stream(self._video).pictures(_needed(moments, self._key_times)):
            while moment is not None and shown is not None and timed.t > moment + _ROUNDED:
                yield Picture(moment, colour(shown.frame, self._size))
                moment = next(wanted, None)
            if moment is None:
                return
            shown = timed
        while moment is not None and shown is not None:
            yield Picture(moment, colour(shown.frame, self._size))
            moment = next(wanted, None)


def _sampled(pictures: Iterator[Timed]) -> Iterator[Timed]:
    """Those at the next step, and before a pause what is seen during it, at its start and at its end."""
    due = float("-inf")
    held: Timed | None = None
    is_sampled = False
    for timed in pictures:
        if held is not None and timed.t - held.t > _STEP + _ROUNDED:
            if not is_sampled:
                yield held
            yield held._replace(t=timed.t - _STEP)
        if is_sampled := timed.t + _ROUNDED >= due:
            due = max(due, timed.t - _STEP) + _STEP
            yield timed
        held = timed
    if held is not None and not is_sampled:
        yield held


def _needed(moments: Sequence[float], key_times: Sequence[float]) -> Callable[[float], bool]:
    """Tells of a time whether a moment is wanted from then on, before decoding may begin anew."""

    def is_needed(t: float) -> bool:
        after = bisect_right(key_times, t + _ROUNDED)
        end = key_times[after] if after < len(key_times) else float("inf")
        first = bisect_left(moments, t - _EARLY)
        return first < len(moments) and moments[first] < end

    return is_needed


def _notices(stream: Stream, seen: float) -> Iterator[str]:
    if stream.cut_short:
        yield f"The video breaks off after {clock(seen)}. Only what comes before was seen."
    is_only_the_end = stream.cut_short and stream.damaged_at is not None and stream.damaged_at >= seen
    if stream.damaged_at is not None and not is_only_the_end:
        yield f"The video is damaged, first at {clock(stream.damaged_at)}. Some of it may not have been seen."


def _holds(times: Sequence[float], after: float, up_to: float) -> bool:
    """Whether any of some ascending times lies in a span."""
    return bisect_right(times, after + _ROUNDED) < bisect_right(times, up_to + _ROUNDED)


def _same(one: Pixels, other: Pixels) -> bool:
    return cv2.norm(one, other, cv2.NORM_INF) == 0
