from pathlib import Path

import pytest

from worker.analysis.hearing.captions import LARGEST, parse_captions, read_captions

WEBVTT = """\ufeffWEBVTT
Kind: captions

NOTE recorded on a Monday

1
00:01.500 --> 00:04.000 align:start position:0%
First I sign in
to the shop.

2
01:00:05.000 --> 01:00:06.250
<v Ada>Then &amp; only then</v> I order.
"""
SUBRIP = """1
00:00:01,500 --> 00:00:04,000
<i>First</i> I sign in.

2
00:00:05,000 --> 00:00:06,000
{\\an8}Then I order.
"""
ROLLING = """WEBVTT

00:00.000 --> 00:02.000
 \nfirst<00:00:00.500><c> I</c><00:00:01.000><c> sign</c><00:00:01.500><c> in</c>

00:02.000 --> 00:02.010
first I sign in
 \n
00:02.010 --> 00:04.000
first I sign in
then<00:00:03.000><c> I</c><00:00:03.500><c> order</c>
"""


def told(text: str) -> list[tuple[float, float, str]]:
    return [(said.t_start, said.t_end, said.text) for said in parse_captions(text)]


def test_webvtt_is_read_with_its_times_and_without_its_markup() -> None:
    assert told(WEBVTT) == [
        (1.5, 4, "First I sign in to the shop."),
        (3605, 3606.25, "Then & only then I order."),
    ]


def test_subrip_is_read_too() -> None:
    assert told(SUBRIP) == [(1.5, 4, "First I sign in."), (5, 6, "Then I order.")]


def test_captions_that_roll_are_told_once() -> None:
    assert told(ROLLING) == [(0, 2, "first I sign in"), (2.01, 4, "then I order")]


def test_windows_line_ends_do_not_matter() -> None:
    assert told(SUBRIP.replace("\n", "\r\n")) == told(SUBRIP)


@pytest.mark.parametrize(
    "text", ["", "WEBVTT", "<html>Sign in</html>", "00:01.000 --> nonsense\nwords", "-->"]
)
def test_what_is_no_captions_says_nothing(text: str) -> None:
    assert told(text) == []


def test_a_cue_that_ends_before_it_begins_is_left_out() -> None:
    assert told("00:05.000 --> 00:01.000\nwords") == []


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "said.vtt"
    file.write_text(WEBVTT + " " * LARGEST)
    assert read_captions(file) == []


def test_bytes_that_are_no_text_do_not_hurt(tmp_path: Path) -> None:
    file = tmp_path / "said.vtt"
    file.write_bytes(b"00:01.000 --> 00:02.000\ncaf\xe9\xff\x00")
    assert [said.text for said in read_captions(file)] == ["caf\ufffd\ufffd"]
