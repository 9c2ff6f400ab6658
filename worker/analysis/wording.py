"""How things are said to people: short, on one line, with the time they were seen."""


def clip(text: str, most: int) -> str:
    """Return what can be printed of `text`, on one line of at most `most` characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def clock(seconds: float) -> str:
    """Return a time as a video player shows it, e.g. ``1:05``."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    return f"{minutes}:{rest:02d}"


def megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def downloading(done: float, total: float | None) -> str:
    """Return how far a download is; `total` is not always known. Both in bytes."""
    if not total or total < done:
        return f"Downloading the video ... {megabytes(done)}"
    return f"Downloading the video ... {done / total:.0%} of {megabytes(total)}"


def too_large(most: int) -> str:
    """Refuse a video of more than `most` bytes."""
    return f"This video is larger than {megabytes(most)}. Share a shorter or smaller recording."
