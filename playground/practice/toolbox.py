"""The tools a request offers: their full names, and what their arguments are called."""

from collections.abc import Iterable
from dataclasses import dataclass

from playground.practice.content import Json

#: Tools of the run's own server, also when a request does not list them because they are fetched later.
_OF_THE_RUN = frozenset({"ask_person", "current_code", "run_finished", "step_finished"})


@dataclass(frozen=True)
class Do:
    """Call a tool, by its name without the server's prefix."""

    tool: str
    arguments: Json


@dataclass(frozen=True)
class Say:
    """Say something and stop."""

    text: str


Decision = Do | Say


class Toolbox:
    """Knows the tools of one request by their short names."""

    def __init__(self, tools: Iterable[Json]) -> None:
        self._tools = {str(tool.get("name", "")).rsplit("__", 1)[-1]: tool for tool in tools}

    def use(self, do: Do, call_number: int) -> Json:
        """Return `do` as a content block; equal requests give equal blocks."""
        return {
            "type": "tool_use",
            "id": f"toolu_practice_{call_number}",
            "name": self._full_name(do.tool),
            "input": self._fitting(do),
        }

    def offers(self, tool: str) -> bool:
        return tool in self._tools

    def _full_name(self, tool: str) -> str:
        if tool in self._tools:
            return str(self._tools[tool]["name"])
        if tool.startswith("browser_"):
            return f"mcp__browser__{tool}"
        return f"mcp__run__{tool}" if tool in _OF_THE_RUN else tool

    def _fitting(self, do: Do) -> Json:
        """Return the arguments under the names this version of the tool gives them."""
        schema = self._tools.get(do.tool, {}).get("input_schema")
        known = schema.get("properties") if isinstance(schema, dict) else None
        if not isinstance(known, dict):
            return do.arguments
        renamed = {
            "ref" if name == "target" and name not in known else name: value
            for name, value in do.arguments.items()
        }
        return {name: value for name, value in renamed.items() if name in known}
