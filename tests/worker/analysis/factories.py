"""Evidence as the tests need it."""

from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from worker.analysis.evidence import Event, EventKind, Evidence, Frame, VideoFacts

SITE = "http://shop.example.com"


def make_event(kind: EventKind, at: float = 0.0, **told: Any) -> Event:
    return Event(kind=kind, t_start=at, t_end=at + 0.5, **told)


def make_evidence(*events: Event, frames: list[Frame] | None = None) -> Evidence:
    facts = VideoFacts(duration=30, width=1280, height=720, frames_per_second=10, codec="h264", size=1000)
    return Evidence(video=facts, events=list(events), frames=frames or [])


def make_sign_in() -> Evidence:
    """Somebody signs in and creates an order, as a careful recording shows it."""
    login, orders, done = f"{SITE}/login", f"{SITE}/orders/new", f"{SITE}/orders/1042"
    return make_evidence(
        make_event(EventKind.CLICK, 1, label="Email", url=login),
        make_event(EventKind.TYPE, 2, label="Email", text="ada@example.com", url=login),
        make_event(EventKind.CLICK, 3, label="Password", url=login),
        make_event(EventKind.TYPE, 4, label="Password", secret=True, url=login),
        make_event(EventKind.CLICK, 5, label="Sign in", url=login),
        make_event(EventKind.TYPE, 7, label="Customer", text="Blue Fig Café", url=orders),
        make_event(EventKind.SELECT, 9, label="Crate size", text="Large", url=orders),
        make_event(EventKind.CLICK, 10, label="Gift wrap", text="checked", url=orders),
        make_event(EventKind.CLICK, 11, label="Create order", url=orders),
        make_event(EventKind.CLICK, 13, label="Print", url=done),
    )


def make_long_evidence(clicks: int) -> Evidence:
    """One click a second, each on another button."""
    events = (make_event(EventKind.CLICK, n, label=f"Button {n}", url=SITE) for n in range(clicks))
    evidence = make_evidence(*events)
    evidence.video.duration = clicks
    return evidence


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Return width and height of a picture file."""
    pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    return pixels.shape[1], pixels.shape[0]


def make_video_file(path: Path, seconds: int = 1) -> Path:
    """Write a small video in which a square moves."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for number in range(seconds * 10):
            picture = np.zeros((240, 320, 3), np.uint8)
            picture[100:120, number * 10 % 300 :][:, :20] = 255
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def make_sound_file(path: Path, seconds: float = 1.0) -> Path:
    """Write a tone without a picture."""
    samples = np.sin(np.arange(int(seconds * 16_000)) * 0.2).astype(np.float32).reshape(1, -1)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=16_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = 16_000
        container.mux([*stream.encode(frame), *stream.encode()])
    return path


def make_framed_sign_in(folder: Path) -> Evidence:
    """The sign-in with two whole pages and a close look at one event kept under `folder`."""
    evidence = make_sign_in()
    evidence.events[4].before = make_frame(folder, "frames/before.png")
    evidence.events[4].xy = (600, 400)
    evidence.frames = [
        Frame(t=0, path=make_frame(folder, "frames/start.png"), reason="start"),
        Frame(t=14, path=make_frame(folder, "frames/end.png"), reason="end"),
    ]
    return evidence


def make_frame(folder: Path, path: str) -> str:
    """Write a grey 1280x720 picture at `path` in `folder`; returns `path`."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / path), np.full((720, 1280, 3), 128, np.uint8))
    return path
