"""Content blocks of the Messages API, as far as they are needed here."""

from collections.abc import Mapping

#: One parsed JSON object of a request, or one to be sent.
Json = Mapping[str, object]


def text_block(text: str) -> Json:
    return {"type": "text", "text": text}


def blocks_of(content: object) -> list[Json]:
    """Return the blocks of a message's or a tool result's content, which may be a plain string."""
    if isinstance(content, str):
        return [text_block(content)]
    if not isinstance(content, list):
        return []
    return [block for block in content if isinstance(block, dict)]


def text_of(content: object) -> str:
    """Return all text in `content`, line after line."""
    return "\n".join(
        str(block.get("text", "")) for block in blocks_of(content) if block.get("type") == "text"
    )


def objects(value: object) -> list[Json]:
    """Return the objects of a JSON list, and nothing for anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
