"""Code and pipes that change something elsewhere: requests by any language, and what is run unread.

By their looks only: code that puts its words together while it runs is not recognised.
"""

import re

_METHOD = "(?:post|put|patch|delete)"
_SHELL = r"(?<![\w.-])(?:ba|da|k|z)?sh(?![\w./-])"
_READS_CODE = r"(?:python[\d.]*|node|perl|php|ruby)\s*(?:-\s*)?(?=$|[;&|\n)])"
_RUNS = rf"(?:(?:env|nohup|sudo|time)\s+){{0,4}}(?:/[\w./-]{{0,80}}/)?(?:{_SHELL}|{_READS_CODE})"
_DISGUISED = (
    r"(?:\b(?:base32|base64|basenc|openssl|xxd)\b[^|\n]{0,200}\s(?:-\w*[dr]\w*|--decode)\b|"
    r"(?<![\w./-])(?:curl|gunzip|rev|tr|uudecode|wget|zcat)(?=\s))"
)
_FORM = re.compile(r"<form\b[^>]{0,200}>", re.IGNORECASE)  # a page that is written sends nothing
#: Quotes and backslashes are gone in all of them.
_CODE = re.compile(
    rf"""
    # Requests, by their method.
    \bmethod\s*(?:=>|[=:])\s*{_METHOD}\b
    | \b(?:api|axios|client|got|http|httparty|httpx|ky|net::http|requests|restclient|session|superagent|\$)
      (?:\.|->|::){_METHOD}(?:_form)?\b\s*\(?(?=\S|\s+\S)
    | (?:\.|->){_METHOD}\(\s*f?https?:
    | \brequest\(\s*{_METHOD}\b
    | \b(?:request|urlopen)\([^)\n]{{0,200}},\s*(?:b\S|data\b)
    | \bcurlopt_(?:customrequest|post)
    # Letters, and whatever a bare connection carries.
    | \b(?:net::smtp|nodemailer|smtplib)\b
    | /dev/(?:tcp|udp)/
    # What nobody has read is run.
    | {_DISGUISED}[^;\n]{{0,200}}\|\s*{_RUNS}
    | (?:\b(?:eval|source)|(?<![\w./-])\.|{_SHELL})\s[^;\n]{{0,200}}(?:\$\(|<\(|`)[^;\n]{{0,200}}{_DISGUISED}
    # Scripts that are called so.
    | (?:^|[;&|(\n]\s*|{_SHELL}\s+|\b(?:node|python[\d.]*|source)\s+)(?:-\w+\s+)*(?:[\w./-]*/)?
      (?:deploy|publish|release(?![-_]?notes)|unpublish)[\w-]*\.(?:js|pl|py|rb|sh|ts)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def code_looks_irreversible(plain: str) -> bool:
    """Whether code, or a command, without its quotes and backslashes changes something elsewhere."""
    return bool(_CODE.search(_FORM.sub("", plain)))
