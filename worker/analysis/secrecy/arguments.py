"""Where shell commands, requests and queries carry secrets: after which names, options and signs.

Each pattern has a group `value`, the secret, and may have one `name`, which says what the secret is called.
"""

import re
from typing import Final

from worker.analysis.secrecy.lookalikes import however_read

_VALUE = r"""(?P<value>'[^']+'|"[^"$][^"]*"|[^\s'"$;|&<>()-][^\s'";|&<>()]*)"""
#: Whatever is called so is a secret.
_STRONG = however_read(
    r"pass(?:word|wd|phrase|code)|secret|token|credential"
    r"|(?:api|access|private|encryption|signing|master|account)[_-]?key"
)
#: What is called so is one if it looks like one: there are passes and keys of many kinds.
_WEAK = however_read(r"pass|pwd|pw|pat|key|auth|session|cookie")
_NAMED = rf"(?P<name>[\w.-]{{0,60}}(?:{_STRONG})[\w.-]{{0,60}})"
_WEAKLY = rf"(?P<name>(?<![^\W_])(?:[\w.-]{{0,60}}[_.-])?(?:{_WEAK})(?:[_.-][\w.-]{{0,60}})?)"
#: Letters and digits mixed, and no path: what somebody makes up, or a machine.
_MADE_UP = r"(?=['\"]?(?=[^\s'\"]*\d)(?=[^\s'\"]*[A-Za-z])[^\s'\"/;|&<>()]{8})"
#: A name that ends otherwise: neither with where a secret is nor with of what kind.
_ITSELF = "".join(f"(?<![_-]{end})" for end in ("file", "path", "stdin", "type", "name", "id", "url", "ttl"))

_AUTHORIZATION, _COOKIE = however_read("(?:proxy-)?authorization"), however_read("(?:set-)?cookie")
_PASSWORD = however_read("password")

#: Programs, and which of their options are followed by a secret.
_OPTIONS: Final = (
    (r"sshpass|(?:docker|podman|nerdctl|helm\s+registry|az|oc|cf)\s+login|twine\s+upload", "p"),
    (r"mongo\w*|7z\w?|useradd|usermod|rdesktop", "p"),
    (r"redis-cli", "a"),
    (r"ldap\w+", "w"),
    (r"zip|unzip|sqlcmd|bcp", "P"),
    (r"ssh-keygen", "[NP]"),
    (r"openssl", "k"),
    (r"keytool|jarsigner", "(?:store|key)pass"),
)
_BEFORE_A_PIPE = r"(?=\s*\|\s*(?:sudo\s[^|]*-S|chpasswd|passwd|[^|]*--?(?:password-)?stdin))"

_PATTERNS = (
    rf"--?{_NAMED}{_ITSELF}[\s=]\s*{_VALUE}",
    rf"['\"]{_NAMED}['\"]\s*:\s*['\"](?P<value>[^'\"$][^'\"]*)",
    rf"['\"]{_WEAKLY}['\"]\s*:\s*['\"]{_MADE_UP}(?P<value>[^'\"$][^'\"]*)",
    rf"{_NAMED}{_ITSELF}\s?=\s?{_VALUE}",
    rf"{_WEAKLY}{_ITSELF}\s?=\s?{_MADE_UP}{_VALUE}",
    rf"(?P<name>[\w.-]{{0,60}}_(?:pass|pwd|pw))={_VALUE}",
    rf"\b{_AUTHORIZATION}:\s*(?:[A-Za-z]+\s+)?(?P<value>[^\s'\"$]+)(?=['\"]|\s*$)",
    rf"\b{_COOKIE}:\s*(?P<value>[^'\"$\s][^'\"]*)",
    rf"\b{_NAMED}{_ITSELF}:\s*(?P<value>[^\s'\"$/][^\s'\"]*)",
    rf"(?<![\w.$-])-*(?P<name>[\w.-]{{0,60}}(?:pass(?:word|wd|phrase)|[_-](?:token|key|secret)))\s+{_MADE_UP}{_VALUE}",
    rf"\bidentified\s+by\s+{_VALUE}",
    rf"\b{_PASSWORD}\s+{_VALUE}(?=\s*;)",
    r"\bcurl\b[^|;&]{0,400}?\s(?:-u\s*|--user[\s=])['\"]?[^\s:'\"]+:(?P<value>[^\s'\"$]+)",
    rf"\b(?:http|https|xh)\s[^|;&]{{0,400}}?(?:-a|--auth)[\s=]['\"]?[^\s:'\"]+:{_VALUE}",
    rf"\b(?:smbclient|rpcclient)\b[^|;&]{{0,400}}?-U\s*['\"]?[^\s%'\"]+%{_VALUE}",
    rf"\b(?:mysql|mariadb|mysqldump|mysqladmin)\b[^|;&]{{0,400}}?\s-p{_VALUE}",
    *(rf"\b(?:{program})\s(?:[^|;&]{{0,400}}?\s)?-{option}\s*{_VALUE}" for program, option in _OPTIONS),
    rf"\bopenssl\b[^|;&]{{0,400}}?\bpass:{_VALUE}",
    rf"\bnet\s+use\b[^|;&]{{0,400}}?/user:\S+\s+{_VALUE}",
    rf"\b[wx]freerdp\b[^|;&]{{0,400}}?\s/p:{_VALUE}",
    rf"\bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+{_VALUE}",
    rf"\bvault\s+login\s+{_VALUE}",
    rf"\bvault\s+(?:kv\s+put|write)\s[^|;&]{{0,400}}?\b(?P<name>\w+)={_VALUE}",
    rf"\bcreate\s+secret\b[^|;&]{{0,400}}?--from-literal[\s=]['\"]?(?P<name>[\w.-]+)={_VALUE}",
    rf"\b(?:echo|printf)\s+(?:-\w+\s+)*{_VALUE}{_BEFORE_A_PIPE}",
    rf"\b(?:passwd|chpasswd|\w[^|;&]{{0,400}}stdin)\b[^|;&]{{0,400}}?<<<\s*{_VALUE}",
    r"\w://[^\s/:@'\"]+:(?P<value>[^\s/'\"$][^\s/'\"]*)(?=@)",
    rf"\w://{_MADE_UP}(?P<value>[^\s/:@'\"$]+)(?=@)",
    r"(?P<value>\b(?:gh[opsu]_|github_pat_|glpat-|sk-|xox[abeprs]-|AKIA|eyJ)[\w.-]{12,})",
)
SECRET_ARGUMENTS: Final = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)
