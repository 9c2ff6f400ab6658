"""What a sentence of a plan claims to have been on the screen: names, numbers and addresses."""

import re
from collections.abc import Iterator

_QUOTED = re.compile(r"[“„«](.+?)[”“»]|\"(.+?)\"|`(.+?)`|(?<!\w)[\u2018'](.+?)[\u2019'](?!\w)", re.DOTALL)
_ADDRESS = re.compile(r"\S*(?:://|\w{2}[.@]\w{2})\S*")
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,:/-]\d+)*(?!\w)")
#: A capital within a sentence begins a name.
_CAPITALISED = re.compile(r"(?<=[\w,;)] )[^\W\d_a-z][\w\u2019'-]*")
_CUT_SHORT = re.compile(r"\S*…\Z")
_AT_THE_EDGES = " \t\n.,;:!?()[]{}<>'\"“”\u2018\u2019/"
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 4  #: letters: shorter words are what sentences are held together by
_SAME_STEM = 4  #: letters with which both forms of a word begin
#: What is said of any screen, and so says nothing about this one.
_COMMON = (
    "address after again also another appears application back been before being below bottom browser "
    "button buttons cell change changes character checkbox choose chore clear click closes code "
    "column content control cursor desired dialog does done down drag drop dropdown each enter error "
    "every field fields fill first form from given have header here icon image input inside into item "
    "keyboard know label last left line link list load loads made menu message mouse named next once "
    "only onto open opened opens option other page pages pane panel person picture pointer press "
    "pressed previous radio recording repeat repeats result right same screen screencast scroll "
    "section select selected should show shown shows side sidebar some something step such switch "
    "table tabs task that their then there these they this through tick till toggle turn type typed "
    "under until upper used using value video view visible wait website what when where which whole "
    "will window with within without your"
)
_OF_ANY_SCREEN = frozenset(_COMMON.split())


def claims_in(text: str) -> list[str]:
    """Return the names, numbers and addresses that `text` claims, each once, in order.

    Names are what stands in quotation marks, and words with a capital within a sentence. What an ellipsis
    stands for claims nothing.
    """
    claims = [piece.strip(_AT_THE_EDGES) for claim in _claims(text) for piece in claim.split("…")]
    return list(dict.fromkeys(filter(None, claims)))


def telling_words(text: str) -> set[str]:
    """Return the words of `text` that do not speak of just any screen, in small letters."""
    words = _WORD.findall(text.casefold())
    return {word for word in words if len(word) >= _TELLING and word not in _OF_ANY_SCREEN}


def share_a_word(one: set[str], other: set[str]) -> bool:
    """Whether a word stands in both, in whatever form: `order` and `orders`."""
    stems = {word[:_SAME_STEM] for word in one}
    near = (word for word in other if word[:_SAME_STEM] in stems)
    return any(word.startswith(own) or own.startswith(word) for word in near for own in one)


def _claims(text: str) -> Iterator[str]:
    rest = _CUT_SHORT.sub("", text)
    for quoted in _QUOTED.finditer(rest):
        yield next(filter(None, quoted.groups()))
    rest = _QUOTED.sub(" x ", rest)
    yield from _ADDRESS.findall(rest)
    rest = _ADDRESS.sub(" x ", rest)
    yield from _NUMBER.findall(rest)
    yield from (name for name in _CAPITALISED.findall(rest) if name.casefold() not in _OF_ANY_SCREEN)
