from itertools import pairwise

import numpy as np

from worker.analysis.hearing.sound import SAMPLES_PER_SECOND, Sound, in_pieces


def make_talk(seconds: int) -> Sound:
    samples = np.random.default_rng(1).normal(0, 0.1, seconds * SAMPLES_PER_SECOND)
    return Sound(samples.astype(np.float32), start=3.0)


def test_a_short_sound_is_one_piece() -> None:
    talk = make_talk(10)
    assert [(piece.start, piece.end) for piece in in_pieces(talk)] == [(3, 13)]


def test_pieces_make_up_the_whole() -> None:
    talk = make_talk(600)
    pieces = list(in_pieces(talk))
    assert len(pieces) == 3
    assert all(before.end == after.start for before, after in pairwise(pieces))
    assert np.array_equal(np.concatenate([piece.samples for piece in pieces]), talk.samples)


def test_a_long_sound_is_cut_where_it_is_quiet() -> None:
    talk = make_talk(300)
    pause = slice(230 * SAMPLES_PER_SECOND, 231 * SAMPLES_PER_SECOND)
    talk.samples[pause] = 0
    first, _ = in_pieces(talk)
    assert 230 <= first.end - talk.start <= 231


def test_no_sound_has_no_pieces() -> None:
    assert list(in_pieces(Sound(np.zeros(0, np.float32), 0))) == []
