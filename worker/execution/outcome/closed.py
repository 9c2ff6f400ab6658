"""What a file is that nobody can tell the content of."""


class Closed(Exception):  # noqa: N818 - a finding about a file: nothing went wrong
    """What is inside cannot be looked at, or is more than is looked at."""
