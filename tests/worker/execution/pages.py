"""Pages as the browser server describes them, for those who watch an agent."""

from worker.execution.guard.sight import Sight

TOOL = "mcp__browser__browser_"
URL = "https://orchard.test/orders/7"


def snapshot(*lines: str, url: str = URL, tabs: int = 1) -> str:
    """Return the result of a snapshot tool; `lines` are those of the page's tree."""
    open_tabs = "".join(f"- {number}: [Orchard]({url})\n" for number in range(tabs))
    above = f"### Open tabs\n{open_tabs}" if tabs > 1 else ""
    tree = "\n".join(lines)
    return f"{above}### Page\n- Page URL: {url}\n- Page Title: Orchard\n### Snapshot\n```yaml\n{tree}\n```"


def seeing(*lines: str, url: str = URL, tabs: int = 1) -> Sight:
    """Return the sight of an agent that has just looked at such a page."""
    sight = Sight()
    sight.hear(f"{TOOL}snapshot", {}, snapshot(*lines, url=url, tabs=tabs), failed=False)
    return sight


def saw(sight: Sight, words: str) -> bool:
    """Whether `words` were looked at and are not the agent's own."""
    return any(look.shows(words) and not look.is_own(words) for look in sight.looks)
