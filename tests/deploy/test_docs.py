"""Documents lead somewhere."""

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
DOCUMENTS: Final = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_to_a_file_and_a_heading(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]*)(#[^)\s]+)?\)", document.read_text())

    assert [link for link, heading in links if not leads_somewhere(document, link, heading)] == []


def leads_somewhere(document: Path, link: str, heading: str) -> bool:
    target = document.parent / link if link else document
    if not target.exists():
        return False
    return not heading or heading.removeprefix("#") in anchors_of(target)


def anchors_of(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
