"""What yt-dlp says went wrong, in words that help the person who shared the link."""

import re

from models.errors import TransientError, UnderstudyError, VideoError

TOO_LARGE = "This video is too large. Share a shorter or smaller one."
_MEANINGS: tuple[tuple[str, type[UnderstudyError], str], ...] = (
    (
        r"does not pass filter",
        VideoError,
        "This video is too long, or live. Cut it down to the one task it shows.",
    ),
    (r"larger than max-filesize|file too large", VideoError, TOO_LARGE),
    (
        r"no suitable extractor|unsupported url|no video formats|requested format",
        VideoError,
        "There is no single video at this link. Share a link to the recording itself, or upload the file.",
    ),
    (
        r"private|log ?in|sign in|password|permission|\b40[137]\b|cookies|registered users|members only",
        VideoError,
        "This video is not open to everybody. Share a link that anybody can open, or upload the file.",
    ),
    (
        r"\b(404|410)\b|not found|not exist|unavailable|removed|not available|deleted|not exist",
        VideoError,
        "There is no video at this link any more. Share it again, or upload the file.",
    ),
    (
        r"timed? ?out|connection|proxy|\b(429|5\d\d)\b|network|resolve|refused|ssl",
        TransientError,
        "The video platform could not be reached.",
    ),
)


def as_error(last_words: str) -> UnderstudyError:
    """Return the error to raise for what yt-dlp said last."""
    for pattern, kind, message in _MEANINGS:
        if re.search(pattern, last_words, re.IGNORECASE):
            return kind(message)
    return VideoError(
        "This video could not be downloaded. "
        "Check that the link opens in a private window, or upload the file."
    )
