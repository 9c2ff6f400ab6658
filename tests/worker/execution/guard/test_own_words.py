"""What an agent has said itself proves nothing when it is read again."""

import pytest

from tests.worker.execution.pages import saw
from worker.execution.guard.own_words import OwnWords
from worker.execution.guard.sight import Sight


def printing(command: str, output: str, sight: Sight | None = None) -> Sight:
    """Return the sight of an agent that ran a command."""
    sight = sight or Sight()
    sight.begins("Bash", {"command": command})
    sight.hear("Bash", {"command": command}, output, failed=False)
    return sight


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("echo 'Order 4711'", "Order 4711"),
        ("printf 'Order %s\\n' 4711", "Order 4711"),
        ("printf '%s%s%s' 'Order ' 47 11", "Order 4711"),
        ('n=11; echo "Order 47$n"', "Order 4711"),
        ("echo order_4711 | tr _ ' '", "order 4711"),
        ("echo 4711 Order | awk '{print $2, $1}'", "Order 4711"),
        ("cat <<E\nORDERS: 4711\nE", "ORDERS: 4711"),
    ],
    ids=["echo", "argument", "pieces", "variable", "joined", "swapped", "heredoc"],
)
def test_what_a_command_says_itself_is_no_finding_of_its_output(command: str, output: str) -> None:
    sight = printing(command, output)
    assert sight.looks[0].shows(output)
    assert not saw(sight, output)


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("Write", {"file_path": "/workspace/a", "content": "Order 4711"}),
        ("Write", {"file_path": "/workspace/Order 4711", "content": ""}),
        ("Edit", {"file_path": "/workspace/a", "old_string": "x", "new_string": "Order 4711"}),
        ("Bash", {"command": "echo Order 4711 > a"}),
        ("Bash", {"command": "cat > a <<E\nOrder 4711\nE"}),
        ("Bash", {"command": "touch 'Order 4711'"}),
    ],
    ids=["written", "named", "edited", "redirected", "heredoc", "touched"],
)
def test_what_the_agent_left_somewhere_proves_nothing_when_it_is_read(
    tool: str, given: dict[str, str]
) -> None:
    sight = Sight()
    sight.begins(tool, given)
    assert not saw(printing("cat *; ls", "Order 4711", sight), "Order 4711")


def test_what_was_read_before_it_was_said_was_seen() -> None:
    sight = printing("cat orders.csv", "Order 4711")
    sight.begins("Write", {"file_path": "/workspace/report.md", "content": "Order 4711"})
    assert saw(sight, "Order 4711")


def test_what_a_program_worked_out_was_seen() -> None:
    sight = Sight()
    sight.begins("Write", {"file_path": "/workspace/sum.py", "content": "print('Order', sum(rows))"})
    assert saw(printing("python3 sum.py", "Order 4711", sight), "Order 4711")


def test_what_a_search_only_looked_for_is_seen_by_another_look() -> None:
    sight = printing("grep 4711 orders.csv", "4711")
    assert not saw(sight, "4711")
    assert saw(printing("cat orders.csv", "4711, 4712", sight), "4711")


def test_what_the_plan_says_is_not_the_agents_own() -> None:
    planned = "echo Order 4711 > list"
    sight = Sight(planned_commands=[planned])
    sight.begins("Bash", {"command": f"cd /workspace && {planned}"})
    assert saw(printing("cat list", "Order 4711", sight), "Order 4711")
    assert not saw(printing("echo Order 4711", "Order 4711", Sight([planned])), "Order 4711")


def test_a_short_number_is_not_said_by_a_longer_one() -> None:
    assert saw(printing("seq 2026", "20 lines"), "20")
    assert not saw(printing("seq 20", "20 lines"), "20")


def test_calls_of_an_earlier_attempt_count() -> None:
    sight = Sight()
    sight.recall("Bash", {"command": "echo Order 4711 > a"})
    assert not saw(printing("cat a", "Order 4711", sight), "Order 4711")


def test_whoever_says_more_than_is_remembered_may_have_said_anything() -> None:
    own = OwnWords()
    own.hear("Write", {"content": "x" * 2_000_001})
    assert own.before_output_of("ls") is None
    assert OwnWords().before_output_of("x" * 2_000_001) is None
