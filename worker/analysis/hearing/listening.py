"""From a video to its transcript: captions that came along, captions inside, or its sound."""

import logging
import time
from collections.abc import Callable

from worker.analysis.evidence import Evidence, Utterance
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.hearing.alignment import aligned
from worker.analysis.hearing.captions import read_captions
from worker.analysis.hearing.discretion import without_secrets
from worker.analysis.hearing.model import load_recogniser
from worker.analysis.hearing.speech import recognise
from worker.analysis.hearing.tracks import read_captions_inside, read_sound

MOST_UTTERANCES = 2000
_WORK_PER_SECOND = 0.5  #: seconds of recognition allowed per second of video
_LEAST_WORK = 30.0

_log = logging.getLogger(__name__)


def with_transcript(evidence: Evidence, video: Fetched, progress: Callable[[str], None]) -> Evidence:
    """Return the evidence with what was said, told from what was seen; words are never worth failing for."""
    started = time.perf_counter()
    try:
        heard = _listen(video, evidence.video.duration, progress)
    except Exception:  # noqa: BLE001 - a plan without words is worth more than none
        _log.exception("Listening failed.")
        heard = []
    timings = evidence.timings | {"hearing": round(time.perf_counter() - started, 3)}
    kept = without_secrets(heard[:MOST_UTTERANCES], evidence.events)
    return evidence.model_copy(update={"transcript": aligned(kept, evidence.events), "timings": timings})


def _listen(video: Fetched, duration: float, progress: Callable[[str], None]) -> list[Utterance]:
    captions = read_captions(video.captions) if video.captions else []
    return captions or read_captions_inside(video.path) or _recognise(video, duration, progress)


def _recognise(video: Fetched, duration: float, progress: Callable[[str], None]) -> list[Utterance]:
    if (recogniser := load_recogniser()) is None:
        return []
    sound = read_sound(video.sound or video.path, duration + 1)
    if sound is None:
        return []
    progress("Listening to what is said ...")
    return recognise(sound, recogniser, max(_LEAST_WORK, duration * _WORK_PER_SECOND))
