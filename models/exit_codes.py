"""How a run ended, as a number: what shells and `timeout` say of a program that was stopped."""

from typing import Final

CANCELLED: Final = 130  # as after an interrupt
OVERTIME: Final = 124
KILLED: Final = 137
