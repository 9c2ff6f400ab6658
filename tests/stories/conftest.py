"""A workplace for the stories: the real processes, and two people with a browser's worth of reach."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.session import open_engine
from playground.loopback import serving
from playground.settings import PlaygroundSettings
from playground.slack.client import SlackPerson
from playground.state import passing_state
from playground.workplace import Workplace, open_workplace
from tests.memory import in_memory
from tests.stories.sites import leaky
from tests.stories.sites.leaky import create_leaky_site
from tests.stories.telling import Story

#: All stories together are more than one person may start in an hour.
TIRELESS = {"USER_RUNS_PER_HOUR": "1000", "USER_COST_USD_PER_DAY": "1000"}


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every Slack call and payload of all stories, as JSON lines."""
    return tmp_path_factory.mktemp("recording") / "calls.jsonl"


@pytest.fixture(scope="session")
def model_requests(recording: Path) -> Path:
    """Every request to the practice model, likewise."""
    return recording.with_name("requests.jsonl")


@pytest.fixture(scope="session")
def leaky_site() -> Iterator[int]:
    with serving(create_leaky_site()) as port:
        yield port


@pytest.fixture(scope="session")
def workplace(recording: Path, model_requests: Path, leaky_site: int) -> Iterator[Workplace]:
    with passing_state(in_memory()) as state:
        settings = PlaygroundSettings(
            state,
            port=0,
            record=recording,
            record_model=model_requests,
            neighbours={leaky.HOST: leaky_site},
            bot=TIRELESS,
            share_sample=False,
            practice_only=True,
        )
        with open_workplace(settings) as workplace:
            yield workplace


@pytest.fixture(scope="session")
def rows(workplace: Workplace) -> Iterator[Engine]:
    """The workplace's own database."""
    engine = open_engine(workplace.environment["DATABASE_URL"])
    yield engine
    engine.dispose()


@pytest.fixture
def story(workplace: Workplace, rows: Engine) -> Iterator[Callable[[str], Story]]:
    """A factory of stories, by the person who lives them."""
    people: list[SlackPerson] = []

    def begin(member: str = "U0ANA") -> Story:
        person = SlackPerson(workplace.page, member)
        people.append(person)
        person.wait_for_app()
        return Story(workplace, rows, person)

    yield begin
    for person in people:
        person.close()


@pytest.fixture(scope="module")
def apart() -> Iterator[Workplace]:
    """A workplace for one module alone: what is done to it would disturb the other stories."""
    with passing_state(in_memory()) as state:
        settings = PlaygroundSettings(state, port=0, share_sample=False, practice_only=True)
        with open_workplace(settings) as workplace:
            yield workplace


@pytest.fixture
def ana(apart: Workplace) -> Iterator[Story]:
    """A story of Ana's in the workplace apart."""
    rows = open_engine(apart.environment["DATABASE_URL"])
    with SlackPerson(apart.page, "U0ANA") as person:
        person.wait_for_app()
        yield Story(apart, rows, person)
    rows.dispose()
