from tests.worker.analysis.factories import SITE, make_sign_in
from worker.analysis.evidence import Frame
from worker.analysis.planning.literal import plan_literally


def test_numbers_in_the_last_address_may_differ_from_run_to_run() -> None:
    evidence = make_sign_in()
    evidence.frames = [Frame(t=14, path="frames/end.png", reason="end", url=f"{SITE}/orders/1042")]
    assert plan_literally(evidence).success_criteria == [
        "shop.example.com/orders/… is shown without an error message."
    ]


def test_a_last_page_that_nobody_read_is_not_made_up() -> None:
    plan = plan_literally(make_sign_in())
    assert plan.success_criteria == ["There is no error message after the last step."]
