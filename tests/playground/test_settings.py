"""What the environment of whoever starts the playground adds."""

import pytest

from playground.settings import operators_environment


def test_what_an_operator_may_decide_is_passed_on_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RUN_WORKERS", "QUESTION_MINUTES", "DATABASE_URL", "SEALING_PRIVATE_KEYS"):
        monkeypatch.setenv(name, "7")
    monkeypatch.setenv("RUN_COST_USD", "")
    passed_on = operators_environment()
    assert passed_on.items() >= {"RUN_WORKERS": "7", "QUESTION_MINUTES": "7"}.items()
    assert not passed_on.keys() & {"RUN_COST_USD", "DATABASE_URL", "SEALING_PRIVATE_KEYS"}
