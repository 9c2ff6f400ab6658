"""What counts as a screencast."""

import pytest

from bot.services.links import (
    PostedFile,
    Source,
    find_any_link,
    find_video_file,
    find_video_link,
    looks_like_video,
)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.loom.com/share/abc",
        "https://youtu.be/abc",
        "https://m.youtube.com/watch?v=abc",
        "https://vimeo.com/1",
        "https://drive.google.com/file/d/1/view",
        "http://host.example/a/b.MP4?download=1",
        "https://host.example/clip.webm",
    ],
)
def test_known_hosts_and_video_files_look_like_video(link: str) -> None:
    assert looks_like_video(link)


@pytest.mark.parametrize(
    "link", ["https://example.com/", "https://notloom.com/share/a", "https://example.com/a.pdf?x=.mp4"]
)
def test_other_links_do_not(link: str) -> None:
    assert not looks_like_video(link)


def test_markup_and_entities_of_the_chat_are_taken_off() -> None:
    assert find_any_link("see <https://a.example/v?x=1&amp;y=2|the clip>") == Source(
        link="https://a.example/v?x=1&y=2"
    )


@pytest.mark.parametrize(
    "text", ["file:///etc/passwd", "<mailto:a@b.example>", "ftp://a.example/v.mp4", "<@U1>"]
)
def test_only_http_counts(text: str) -> None:
    assert find_any_link(text) is None


def test_among_people_only_the_link_to_a_video_counts() -> None:
    text = "<https://example.com/> then <https://example.com/clip.mp4>"
    assert find_video_link(text) == Source(link="https://example.com/clip.mp4")


def test_a_file_is_a_screencast_if_it_is_a_video() -> None:
    files = [
        PostedFile(id="F1", mimetype="image/png"),
        PostedFile(id="F2", mimetype="video/webm", title="chore"),
    ]
    assert find_video_file(files) == Source(file="F2", title="chore")


def test_a_file_that_lives_elsewhere_is_a_link() -> None:
    file = PostedFile(
        id="F1", mimetype="video/mp4", is_external=True, url_private="https://drive.google.com/1"
    )
    assert find_video_file([file]) == Source(link="https://drive.google.com/1")


def test_a_broken_link_in_ordinary_talk_is_nobody_s_mistake() -> None:
    text = "watch http://[bad.mp4 or <https://example.com/clip.mp4>"

    assert find_video_link(text) == Source(link="https://example.com/clip.mp4")
