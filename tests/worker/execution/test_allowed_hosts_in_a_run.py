"""A run with a list of sites reaches these only, and its log says what stayed closed."""

from models import LogLevel
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.scripted import bash, finish, scripted
from worker.execution.runner import execute


def test_what_is_not_listed_stays_closed_and_is_a_row_of_the_log_once(bench: Bench, site_port: int) -> None:
    run_id = bench.run_of(SHELL_PLAN, allowed_hosts=["orchard.test"])
    opened = f"orchard.test=127.0.0.1:{site_port},pear.test=127.0.0.1:{site_port}"
    visits = bash(
        "for host in orchard pear pear; do curl -sw '%{http_code} ' -o /dev/null http://$host.test/; done"
    )
    with scripted(visits, finish()) as model:
        settings = {"anthropic_base_url": model.url, "egress_private_hosts": opened}
        execute(bench.workbench(**settings), run_id)

    refusals = [line for line in bench.lines(run_id, LogLevel.ERROR) if "not among the sites" in line]
    assert "303 403 403" in model.received  # the listed one leads to its sign-in page
    assert len(refusals) == 1
    assert refusals[0].startswith("pear.test is not among the sites this run may reach.")
