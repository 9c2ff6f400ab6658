"""Taking secrets out of requests to the model: out of every string there is.

Whoever is behind the wall can write requests of their own, so no field is believed to hold what its name
says. Only words of the Messages API itself stay although a secret may be the same word: they tell nobody
anything, and without them no request could be read.
"""

from collections.abc import Callable
from typing import Final

Redact = Callable[[str], str]

#: What the parts of a request and of a JSON schema are called, and what is said of them in fixed words.
_WORDS: Final = frozenset({
    "model", "messages", "system", "tools", "tool_choice", "metadata", "user_id", "max_tokens",
    "stop_sequences", "stream", "temperature", "top_p", "top_k", "thinking", "budget_tokens", "display",
    "output_config", "effort", "format", "schema", "context_management", "edits", "keep", "role", "content",
    "type", "text", "source", "media_type", "data", "cache_control", "ttl", "id", "name", "input",
    "tool_use_id", "is_error", "signature", "citations", "title", "input_schema", "description",
    "user", "assistant", "tool_use", "tool_result", "redacted_thinking", "image", "document", "base64",
    "ephemeral", "enabled", "disabled", "adaptive", "updates", "custom", "auto", "any", "tool", "none",
    "json_schema", "all", "low", "medium", "high", "xhigh", "max", "5m", "1h", "clear_thinking_20251015",
    "clear_tool_uses_20250919",
    "properties", "required", "items", "enum", "additionalProperties", "$schema", "$defs", "$ref", "const",
    "anyOf", "oneOf", "allOf", "default", "minimum", "maximum", "minLength", "maxLength", "minItems",
    "maxItems", "pattern", "object", "array", "string", "number", "integer", "boolean", "null",
    "Bash", "Read", "Write", "Edit",
})  # fmt: skip


def redacted_request(value: object, redact: Redact) -> object:
    """Return the parsed JSON of a request with every string and key passed through `redact`."""
    match value:
        case str():
            return _redacted(value, redact)
        case list():
            return [redacted_request(item, redact) for item in value]
        case dict():
            return {_redacted(key, redact): redacted_request(item, redact) for key, item in value.items()}
        case _:
            return value


def _redacted(text: str, redact: Redact) -> str:
    return text if text in _WORDS else redact(text)
