"""Pictures of terminals."""

import cv2
import numpy as np

from worker.analysis.frames import Pixels

WIDTH, HEIGHT = 900, 400
CELL, PITCH, LEFT, TOP = 14, 28, 12, 40
COLUMNS = (WIDTH - 2 * LEFT) // CELL


def screen(*rows: str) -> Pixels:
    """Rows of text in a grid, light on dark."""
    picture = np.full((HEIGHT, WIDTH, 3), (30, 24, 20), np.uint8)
    for number, row in enumerate(rows):
        for column, sign in enumerate(row):
            at = (LEFT + column * CELL, TOP + number * PITCH)
            cv2.putText(picture, sign, at, cv2.FONT_HERSHEY_SIMPLEX, 0.6, (225, 225, 225), 1, cv2.LINE_AA)
    return picture
