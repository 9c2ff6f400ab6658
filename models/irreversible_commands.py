"""Commands that change something outside of a run's own files: a program, and a word of what it does there.

By name only: code that does the same in another way is not recognised.
"""

import re

#: Options of curl's that take no value: another one may follow them at once, and its value follow that.
_CURL_FLAGS = "-[#:0-6aBfgGiIjJklLMnNOpqRsSvVZ]*"

#: Programs (a pattern) and what tells their deeds (patterns that all occur; empty: whatever they are told).
_DEEDS = (
    # Code, packages, sites.
    ("git|docker|podman", r"\spush\b"),
    ("git", r"\ssend-email\b"),
    ("npm|pnpm|yarn|cargo|poetry|uv|gem|make", r"\s(?:deploy|publish|release|unpublish)\b"),
    ("twine", r"\supload\b"),
    ("vercel|netlify", r"\s(?:--prod(?:uction)?|deploy|remove|rm)\b"),
    ("firebase|serverless|sls|wrangler|surge", r"\s(?:delete|deploy|publish|remove)\b"),
    # Forges.
    ("gh|glab", r"\sapi\b", r"\s(?:-[fF]|--(?:raw-)?field|--input)\b"),
    ("gh|glab", r"\s(?:archive|close|comment|create|delete|edit|lock|merge|note|reopen|review|transfer)\b"),
    # Requests.
    ("curl|gh|glab|wget", r"\s(?:-X|--request|--method)\s*=?\s*(?:post|put|patch|delete)\b"),
    ("curl", rf"\s(?-i:{_CURL_FLAGS}[dFTK])|\s--(?:config|data[a-z-]*|form[a-z-]*|json|upload-file)\b"),
    ("curl", rf"\s(?-i:{_CURL_FLAGS}X)\s*=?\s*(?:post|put|patch|delete)\b"),
    ("wget", r"\s--(?:post|body)-"),
    (r"(?:https?|xhs?)(?=\s)", r"\s(?:post|put|patch|delete)\s|\s[a-z_]\w*(?::=|=(?!=)|@)"),
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


def command_looks_irreversible(command: str) -> bool:
    """Whether a shell command changes something elsewhere: sends, publishes, deletes it there."""
    plain = command.translate(_WITHOUT_QUOTES)
    return any(all(pattern.search(plain) for pattern in command) for command in _COMMANDS)
