"""The message about a screencast."""

from bot.blocks.elements import Message
from bot.blocks.plan import AnalysisFacts, build_analysis, build_request, build_shared
from models import AnalysisStatus
from playground.slack.client import action_ids, plain_text
from tests.bot.blocks.rows import make_analysis, make_longest_plan, make_video
from tests.bot.checking import assert_acceptable
from tests.models.factories import make_plan


def test_a_plan_shows_goal_steps_and_what_it_needs() -> None:
    said = _said(build_analysis(AnalysisFacts(make_analysis(), make_video())))
    for words in ("Sign in to Orchard", "Click Sign in", "ORCHARD_PASSWORD", "orchard.test", "EMAIL"):
        assert words in said


def test_a_plan_offers_what_can_be_done_with_it() -> None:
    message = build_analysis(AnalysisFacts(make_analysis(), make_video()))
    assert _actions(message) == ["implement", "share", "analyze_again"]


def test_a_plan_asks_what_is_unclear() -> None:
    plan = make_plan(questions=["Which customer is meant?"])
    message = build_analysis(AnalysisFacts(make_analysis(plan), make_video()))
    assert "Which customer is meant?" in _said(message)


def test_each_step_has_its_thumbnail_beside_it() -> None:
    analysis = make_analysis(thumbnails={"2": "F0TWO"})
    message = build_analysis(AnalysisFacts(analysis, make_video()))
    pictures = [block["accessory"] for block in message.blocks if "accessory" in block]
    assert [picture["slack_file"] for picture in pictures] == [{"id": "F0TWO"}]  # type: ignore[index]  # an image
    assert_acceptable(message)


def test_the_practice_model_is_named_as_one() -> None:
    assert "Practice model" in _said(build_analysis(AnalysisFacts(make_analysis(), make_video())))
    other = make_analysis(model="sonnet")
    assert "Practice model" not in _said(build_analysis(AnalysisFacts(other, make_video())))


def test_what_people_should_know_of_the_screencast_is_said() -> None:
    analysis = make_analysis(evidence={"notices": ["The video breaks off after 0:42. <!channel>"]})
    message = build_analysis(AnalysisFacts(analysis, make_video()))
    assert "The video breaks off after 0:42." in _said(message)
    assert "<!channel>" not in str(message.blocks)
    assert_acceptable(message)


def test_the_longest_hostile_plan_fits_into_a_message() -> None:
    analysis, video = make_analysis(make_longest_plan()), make_video(title="<!here>" * 99)
    message = build_analysis(AnalysisFacts(analysis, video, ("U0BEN",) * 20))
    assert_acceptable(message)
    assert "<!" not in str(message.blocks[1:])


def test_a_screencast_that_is_being_watched_says_how_far_it_is() -> None:
    analysis = make_analysis(status=AnalysisStatus.RUNNING, plan=None, stage="Reading the screen <1>")
    message = build_analysis(AnalysisFacts(analysis, make_video()))
    assert "Reading the screen &lt;1&gt;" in _said(message)
    assert_acceptable(message)


def test_a_failed_analysis_says_why_and_offers_another_look() -> None:
    analysis = make_analysis(
        status=AnalysisStatus.FAILED, plan=None, error_message="It is longer than 30 minutes."
    )
    message = build_analysis(AnalysisFacts(analysis, make_video(link=None, title="chore.mp4")))
    assert "longer than 30 minutes" in _said(message)
    assert _actions(message) == ["analyze_again"]
    assert_acceptable(message)


def test_a_link_cannot_leave_its_markup() -> None:
    message = build_request("U0ANA", "http://evil.example/a|b>c<!channel>")
    assert "<!channel>" not in _said(message)
    assert_acceptable(message)


def test_sharing_names_everybody() -> None:
    message = build_shared("U0ANA", ["U0BEN", "U0EVE"])
    assert "<@U0BEN>, <@U0EVE>" in _said(message)
    assert_acceptable(message)


def _said(message: Message) -> str:
    return plain_text({"text": message.text, "blocks": message.blocks})


def _actions(message: Message) -> list[str]:
    return list(action_ids({"blocks": message.blocks}))
