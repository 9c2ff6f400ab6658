"""Whether Slack would take what we build.

Its published types know shapes, its Python models know lengths,
and the stand-in what was seen to be too much.
"""

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View as SlackView

from bot.blocks.elements import Block, Message, View
from playground.slack.blocks.check import accepted_blocks
from playground.slack.blocks.schema import block_problem, view_problem

MAX_BLOCKS = 50  # of a message
MAX_VIEW_BLOCKS = 100


def assert_acceptable(message: Message) -> None:
    assert len(message.blocks) <= MAX_BLOCKS
    assert len(message.text) <= 4000
    for block in message.blocks:
        _assert_acceptable_block(block)
    accepted_blocks(message.blocks, lambda _: True)


def assert_acceptable_view(view: View) -> None:
    assert view_problem(view) is None
    parsed = SlackView(**view)  # type: ignore[arg-type]  # the schema has just checked its shape
    parsed.validate_json()
    assert len(parsed.blocks or []) <= MAX_VIEW_BLOCKS
    for block in parsed.blocks or []:
        block.validate_json()


def _assert_acceptable_block(block: Block) -> None:
    assert block_problem(block) is None
    parsed = SlackBlock.parse(block)
    assert parsed is not None
    parsed.validate_json()
