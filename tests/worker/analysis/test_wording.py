import pytest

from worker.analysis.wording import downloading


@pytest.mark.parametrize(
    ("done", "total", "told"),
    [(3e6, 12e6, "25% of 12 MB"), (3e6, None, "3 MB"), (3e6, 0, "3 MB"), (3e6, 1e6, "3 MB")],
    ids=["of a known size", "of an unknown size", "of no announced size", "beyond its announced size"],
)
def test_a_download_is_told_as_far_as_it_is_known(done: float, total: float | None, told: str) -> None:
    assert downloading(done, total) == f"Downloading the video ... {told}"
