"""Decoded pictures as arrays: upright, and all of one size."""

from typing import NamedTuple

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane

from worker.analysis.frames import Pixels

#: Bits of a grey value whose plane can be read in place.
_EIGHT = 8
_IN_PLANES = ("yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p")
_IN_PLACE = (*_IN_PLANES, "nv12")
_QUARTER = 90


class Size(NamedTuple):
    """How large all pictures of a video are made, in pixels."""

    width: int
    height: int


def upright_size(frame: VideoFrame) -> Size:
    """The size a picture has once it is turned as its recorder said."""
    turned = frame.rotation // _QUARTER % 2
    return Size(frame.height, frame.width) if turned else Size(frame.width, frame.height)


def grey(frame: VideoFrame, size: Size) -> Pixels:
    """The grey picture: a view of the decoder's own memory where that is possible."""
    return _fitted(_luma(frame), frame, size)


def tints(frame: VideoFrame, size: Size) -> tuple[Pixels, ...]:
    """The planes that hold only colour, as views; none where they cannot be had as easily."""
    if frame.format.name not in _IN_PLANES or frame.rotation or (frame.width, frame.height) != size:
        return ()
    return tuple(_rows(plane) for plane in frame.planes[1:])


def colour(frame: VideoFrame, size: Size) -> Pixels:
    """The picture as rows of blue, green, red."""
    return _fitted(np.asarray(frame.to_ndarray(format="bgr24"), np.uint8), frame, size)


def _luma(frame: VideoFrame) -> Pixels:
    if frame.format.name not in _IN_PLACE or frame.format.components[0].bits != _EIGHT:
        return np.asarray(frame.to_ndarray(format="gray"), np.uint8)
    return _rows(frame.planes[0])


def _rows(plane: VideoPlane) -> Pixels:
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return np.asarray(rows[:, : plane.width], np.uint8)


def _fitted(picture: Pixels, frame: VideoFrame, size: Size) -> Pixels:
    """A recorder may turn its pictures, and change their size when a window does."""
    if frame.rotation:
        picture = np.ascontiguousarray(np.rot90(picture, frame.rotation // _QUARTER))
    if picture.shape[1::-1] != size:
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return picture
