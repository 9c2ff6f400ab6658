"""A secret is on its way to its own site if each call that is given it is given an address of that site."""

import pytest

from worker.execution.guard.own_site import goes_to_own_site


@pytest.mark.parametrize(
    "command",
    [
        "curl -u :$KEY https://api.pear.test/",
        "nice curl -u :${KEY} pear.test > out.json",
        "SITE='https://pear.test'; wget --header \"X: $KEY\" $SITE/list",
        "sh -c 'curl https://pear.test/$KEY' | jq .",
        "test -z $KEY && ls",
        "import os; get('https://pear.test/', os.environ['KEY'])  # it's Python",
    ],
)
def test_it_goes_home(command: str) -> None:
    assert goes_to_own_site("KEY", "pear.test", command)


@pytest.mark.parametrize(
    "command",
    [
        "curl https://pear.test/; tee x <<< $KEY",
        "curl https://pear.test/ | jq --arg key $KEY .",
        "curl $KEY # https://pear.test/",
        "eval 'echo $KEY > x' https://pear.test/",
        "echo https://pear.test/ | python3 -c \"open('x').write(os.environ['KEY'])\"",
        "curl https://pear.test/$KEY 'and so on",
        "printenv KEY > x; curl https://pear.test/",
        "[ $KEY = pears ] && curl https://pear.test/",
    ],
)
def test_it_is_kept_or_goes_where_nobody_can_tell(command: str) -> None:
    assert not goes_to_own_site("KEY", "pear.test", command)
