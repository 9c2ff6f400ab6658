"""Accept or refuse blocks and views with Slack's own error codes."""

import json
from collections.abc import Callable, Iterator
from typing import Final

from playground.slack.blocks.lengths import (
    MESSAGE_BLOCKS,
    VIEW_BLOCKS,
    duplicate_problems,
    length_problems,
)
from playground.slack.blocks.schema import block_problem, view_problem
from playground.slack.wire import ApiError, Payload, new_id

#: Nowhere documented: the sum of all blocks was seen to break a little above this many characters.
MESSAGE_CHARACTERS: Final = 13_200
VIEW_BYTES: Final = 250_000


def accepted_blocks(blocks: list[Payload], is_image: Callable[[Payload], bool]) -> list[Payload]:
    """Return the blocks of a message, each with a block id.

    `is_image` says whether a `slack_file` object names an image that was uploaded.

    Raises:
        ApiError: `invalid_blocks` with the places, or `msg_blocks_too_long`.
    """
    if problems := _message_problems(blocks) or list(_image_problems(blocks, is_image)):
        raise ApiError("invalid_blocks", *problems)
    if (
        len(json.dumps(blocks, ensure_ascii=False)) > 2 * MESSAGE_CHARACTERS
        or _characters(blocks) > MESSAGE_CHARACTERS
    ):
        raise ApiError("msg_blocks_too_long")
    return with_block_ids(blocks)


def accepted_view(view: Payload) -> Payload:
    """Return a modal or a home tab, each of its blocks with a block id.

    Raises:
        ApiError: `invalid_arguments` with the places, or `view_too_large`.
    """
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise ApiError("view_too_large")
    if problems := _view_problems(view):
        raise ApiError("invalid_arguments", *problems)
    return {**view, "blocks": with_block_ids(view["blocks"])}


def with_block_ids(blocks: list[Payload]) -> list[Payload]:
    return [{**block, "block_id": block.get("block_id") or new_id("b")} for block in blocks]


def _message_problems(blocks: list[Payload]) -> list[str]:
    shapes = [block_problem(block) for block in blocks]
    problems = [problem for problem in shapes if problem]
    if not problems:
        problems = [
            each for index, block in enumerate(blocks) for each in length_problems(block, f"/blocks/{index}")
        ]
    if len(blocks) > MESSAGE_BLOCKS:
        problems.append(f"no more than {MESSAGE_BLOCKS} items allowed [json-pointer:/blocks]")
    return problems or duplicate_problems(blocks)


def _view_problems(view: Payload) -> list[str]:
    if problem := view_problem(view):
        return [problem]
    problems = length_problems(view, "/view")
    if len(view["blocks"]) > VIEW_BLOCKS:
        problems.append(f"no more than {VIEW_BLOCKS} items allowed [json-pointer:/view/blocks]")
    if view["type"] == "modal" and "submit" not in view and _has_input(view["blocks"]):
        problems.append(
            "a submit is required when an input block is in the blocks array [json-pointer:/view]"
        )
    return problems or duplicate_problems(view["blocks"])


def _has_input(blocks: list[Payload]) -> bool:
    return any(block["type"] == "input" for block in blocks)


def _image_problems(blocks: list[Payload], is_image: Callable[[Payload], bool]) -> Iterator[str]:
    for index, block in enumerate(blocks):
        nested = [block, block.get("accessory") or {}, *(block.get("elements") or [])]
        for each in nested:
            if "slack_file" in each and not is_image(each["slack_file"]):
                yield f"invalid slack file [json-pointer:/blocks/{index}/slack_file]"


def _characters(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(_characters(each) for each in children)
