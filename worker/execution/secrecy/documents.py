"""Which strings of a JSON document hold what people, pages and tools said, and which only programs read."""

import re
from collections.abc import Callable, Mapping

Redact = Callable[[str], str]

#: What programs read in the Messages API and in transcripts. A short secret that happens to be part of one
#: would make the document unusable.
_MARKS = frozenset({"type", "role", "model", "media_type", "signature", "timestamp"})
_IDS = frozenset({"id", "tool_use_id"})  # of the Messages API
_IDS_IN_TRANSCRIPTS = frozenset({
    "agentId", "leafUuid", "logicalParentUuid", "messageId", "parentToolUseID", "parentUuid", "promptId",
    "requestId", "sessionId", "sourceToolAssistantUUID", "sourceToolUseID", "toolUseID", "uuid",
})  # fmt: skip
_FOR_PROGRAMS = _MARKS | _IDS | _IDS_IN_TRANSCRIPTS
#: What a tool was given or gave back as an object, in which every name is somebody's own choice.
_FREE_FORM = frozenset({"input", "structuredContent"})
_NAME = re.compile("[A-Za-z_]+")


def redacted_document(value: object, redact: Redact) -> object:
    """Return parsed JSON with every string and key passed through `redact`, each by itself.

    What only programs read stays as it is, and so do pictures.
    """
    match value:
        case str():
            return redact(value)
        case list():
            return [redacted_document(item, redact) for item in value]
        case dict():
            return {_key(key, redact): _item(key, value, redact) for key in value}
        case _:
            return value


def _key(key: str, redact: Redact) -> str:
    return key if _NAME.fullmatch(key) else redact(key)


def _item(key: str, document: Mapping[str, object], redact: Redact) -> object:
    item = document[key]
    if key in _FREE_FORM:
        return _all_of(item, redact)
    return item if _is_for_programs(key, document) else redacted_document(item, redact)


def _all_of(value: object, redact: Redact) -> object:
    match value:
        case str():
            return redact(value)
        case list():
            return [_all_of(item, redact) for item in value]
        case dict():
            return {redact(key): _all_of(item, redact) for key, item in value.items()}
        case _:
            return value


def _is_for_programs(key: str, document: Mapping[str, object]) -> bool:
    if key == "data":
        return str(document.get("media_type")).startswith("image/")
    if key == "name":  # of a tool
        return "input" in document or "input_schema" in document
    return isinstance(document[key], str) and key in _FOR_PROGRAMS
