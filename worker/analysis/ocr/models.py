"""The PP-OCR models: their files come in rapidocr's wheel, and onnxruntime runs them as they are.

rapidocr's own pipeline is not used: it enlarges and pads what it is given, at several times the cost.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

DETECTION, RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
#: Lines are found by one call at a time. They are read by several, where a second thread would mostly wait.
THREADS = {DETECTION: 2, RECOGNITION: 1}
_SILENT = 4

Numbers = NDArray[np.float32]


class Model(NamedTuple):
    """A loaded model with one input and one output."""

    session: InferenceSession
    input_name: str

    def __call__(self, tensor: Numbers) -> Numbers:
        """What the model says to one batch."""
        return np.asarray(self.session.run(None, {self.input_name: tensor})[0], np.float32)

    @property
    def characters(self) -> list[str]:
        """The characters a recognition model tells apart, as its file lists them."""
        return str(self.session.get_modelmeta().custom_metadata_map["character"]).splitlines()


@cache
def loaded(name: str) -> Model:
    """A model of the wheel, loaded once in a process."""
    options = SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = THREADS[name], 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # The other core has other work.
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = _SILENT
    session = InferenceSession(str(_folder() / name), options, providers=["CPUExecutionProvider"])
    return Model(session, session.get_inputs()[0].name)


def tensor(pixels: NDArray[np.uint8]) -> Numbers:
    """A picture as the models take it: a batch of one, planes of blue, green, red from -1 to 1."""
    planes = pixels.transpose(2, 0, 1).astype(np.float32)
    return np.ascontiguousarray(planes[np.newaxis] / 127.5 - 1)


def _folder() -> Path:
    return Path(str(files("rapidocr"))) / "models"
