"""Commands that change something outside of a run's own files: programs, and words of what they do there."""

import re
from collections.abc import Iterator

from models.irreversible_addresses import address_looks_irreversible
from models.irreversible_code import code_looks_irreversible
from models.irreversible_downloads import runs_what_it_fetched

#: Options of curl's that take no value: another one may follow them at once, and its value follow that.
_CURL_FLAGS = "-[#:0-6aBfgGiIjJklLMnNOpqRsSvVZ]*"
#: Where an option may begin: also in a variable, which may be put into a command later on.
_OPTION = r"(?<![^\s=])"
#: Any method but those that only look; also one that a variable or a command tells.
_METHOD = r"[\s=]*(?!(?:get|head|options)\b)[^\s=]"

#: Programs (a pattern) and what tells their deeds (patterns that all occur; empty: whatever they are told).
_DEEDS = (
    # Code, packages, sites.
    ("docker|git|hub|podman", r"\spush\b"),
    ("git", r"\ssend-email\b"),
    ("npm|pnpm|yarn|cargo|poetry|uv|gem|make", r"\s(?:deploy|publish|release|unpublish)\b"),
    ("twine", r"\supload\b"),
    ("vercel|netlify", r"\s(?:--prod(?:uction)?|deploy|remove|rm)\b"),
    ("firebase|serverless|sls|wrangler|surge", r"\s(?:delete|deploy|publish|remove)\b"),
    # Forges.
    ("gh|glab", r"\sapi\b", r"\s(?:-[fF]|--(?:raw-)?field|--input)\b"),
    ("gh|glab", r"\s(?:archive|close|comment|create|delete|edit|lock|merge|note|reopen|review|transfer)\b"),
    ("gh|glab", r"\s(?:secret|variable)\s+(?:remove|set)\b"),
    (
        "gh|glab",
        r"\s(?:ci|job|pipeline|release|run|workflow)\s+(?:cancel|disable|enable|rerun|run|trigger|upload)\b",
    ),
    # Requests.
    (
        "curl|gh|glab|wget",
        rf"{_OPTION}(?:(?-i:-X)|--(?:meth(?:od?)?|req(?:u(?:e(?:st?)?)?)?)(?![\w-])){_METHOD}",
    ),
    ("curl", rf"{_OPTION}(?-i:{_CURL_FLAGS}[dFKQT])"),
    (
        "curl",
        rf"{_OPTION}--(?:conf|da|form|js|mail-|(?:post|pre)?quote|upl)[a-z-]*\b",
    ),
    ("curl", rf"{_OPTION}(?-i:{_CURL_FLAGS}X){_METHOD}"),
    ("wget", rf"{_OPTION}--(?:post|body)-"),
    (r"(?:https?|httpie|xhs?)(?=\s)", r"\s(?:post|put|patch|delete)\s|\s[a-z_]\w*(?::=|=(?!=)|@)"),
    ("lynx", r"\s-post_data\b"),
    (r"(?:ncat|netcat|nc)(?=\s)(?![^|;&\n]*\s-[nuv]*z)|socat|telnet",),
    # Clouds and clusters.
    ("kubectl|oc|helm", r"\s(?:apply|create|delete|deploy|drain|edit|exec|install|patch|replace|rollback)\b"),
    ("kubectl|oc|helm", r"\s(?:rollout|scale|set|uninstall|upgrade)\b"),
    (
        "aws|gcloud|gsutil|az|doctl",
        r"\s(?:apply|create|delete|deploy|destroy|put|remove|r[bm]|send|terminate)\b",
    ),
    ("aws|gsutil", r"\s(?:cp|mv|rsync|sync)\b", r"\s(?:s3|gs)://|\s--delete\b"),
    ("aws|az", r"\s(?:invoke|publish|reboot|start|stop|update)(?:-[a-z-]+)?\b"),
    ("terraform|tofu|pulumi|heroku|fly|flyctl", r"\s(?:apply|create|delete|deploy|destroy|up)\b"),
    ("ansible|ansible-playbook",),
    ("s3cmd|s5cmd", r"\s(?:cp|del|mb|modify|mv|put|rb|rm|setacl|sync)\b"),
    ("mc|mcli", r"\s(?:cp|mb|mirror|mv|pipe|rb|rm)\b"),
    ("consul|etcdctl|vault", r"\s(?:del|delete|destroy|put|revoke|write)\b"),
    # Databases.
    ("psql|mysql|mariadb|sqlite3", r"\b(?:alter|create|delete|drop|grant|insert|replace|truncate|update)\b"),
    ("psql|mysql|mariadb|sqlite3", r"\s(?:-f|--file)\b|<"),
    ("dropdb|dropuser|mysqladmin|pg_restore",),
    ("mongosh|mongo", r"\.(?:bulkWrite|create|delete|drop|insert|remove|rename|replace|update)"),
    (
        "redis-cli|valkey-cli",
        r"\s(?:flush(?:all|db)|[a-z]?(?:del|set|push|add|pop|rem)|unlink|publish|shutdown)\b",
    ),
    # Letters, money, other machines.
    ("sendmail|mail|mailx|mutt|msmtp|swaks|ssmtp",),
    ("stripe|twilio", r"[\s:](?:cancel|capture|confirm|create|delete|pay|refund|send|update)\b"),
    ("ssh|scp|sftp|rsync|ftp|lftp",),
    ("rclone", r"\s(?:copy|copyto|delete|deletefile|move|moveto|purge|rmdir|sync)\b"),
)
#: Where a program's name may stand: not in the middle of a path, an address or another word.
_PROGRAM = r"(?<![\w.-])(?:{})(?![\w./:-])"
_COMMANDS = tuple(
    [re.compile(pattern, re.IGNORECASE) for pattern in (_PROGRAM.format(program), *deeds)]
    for program, *deeds in _DEEDS
)
#: A shell takes these out itself, so nothing may hide behind them.
_WITHOUT_QUOTES = str.maketrans("", "", "\"'\\")
#: What stands between the words of a command that code gives as a list: ``['curl', '-d', data]``.
_IN_A_LIST = re.compile(r"""[\[,]\s*(?=["'])|(?<=["'])\s*,""")
#: With this option first, what curl calls data becomes a part of the address that it gets.
_CURL_GETS = re.compile(
    rf"\bcurl\s+(?:{_CURL_FLAGS}\s+|https?://\S+\s+)*(?:(?-i:-[fiIjkLsSv]*G[fiIjkLsSv]*)|--get)\s[^;&|\n#]*"
)
_CURL_DATA = re.compile(r"\s(?:-d|--data(?:-[a-z]+)?)\s+(?![\w-]*[@<])")


#: Programs and functions that open addresses, and what else an option of theirs may name: a file.
_OPENS = re.compile(
    r"(?<![\w.-])(?:aria2c|curl|elinks|https?|httpie|links|lynx|w3m|wget|xhs?)(?=\s)|"
    r"\b(?:axios|http::tiny|httpx|lwp|net::http|requests)\b|\b(?:fetch|file_get_contents|urlopen)\(",
    re.IGNORECASE,
)
_FILE = re.compile(r"\s(?:-[A-Za-z]*o|--output(?:-document)?|>+)[\s=]*\S+|\s-O\s+(?!\S*://)\S+")
_ADDRESS = re.compile(
    r"https?://[^\s)>]+|(?<![^\s=])(?:\$[\w{}]+|(?:[\w-]+\.)+[\w-]+|localhost)(?::\d+)?/[^\s)>]+"
)


def command_looks_irreversible(command: str) -> bool:
    """Whether a shell command, or a script, changes something elsewhere: sends, publishes, deletes."""
    plain = command.translate(_WITHOUT_QUOTES)
    spelled = _IN_A_LIST.sub(" ", command).translate(_WITHOUT_QUOTES)
    unread = code_looks_irreversible(plain) or runs_what_it_fetched(plain)
    return unread or any(map(_does_something, {plain, spelled}))


def _does_something(plain: str) -> bool:
    asked = _CURL_GETS.sub(_with_its_data_in_an_address, plain)
    told = any(all(pattern.search(asked) for pattern in command) for command in _COMMANDS)
    return told or any(map(address_looks_irreversible, _opened(asked)))


def _with_its_data_in_an_address(command: re.Match[str]) -> str:
    one_only = not {"--next", "-:"} & {*command.group().split()}
    return _CURL_DATA.sub(" http://of-it/?", command.group()) if one_only else command.group()


def _opened(plain: str) -> Iterator[str]:
    """Yield the addresses that a command may open."""
    if _OPENS.search(plain):
        yield from _ADDRESS.findall(_FILE.sub(" ", plain))
