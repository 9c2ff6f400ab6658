"""What the demo promises, and whether it was so."""

from dataclasses import dataclass, field


@dataclass
class Findings:
    held: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def check(self, promise: str, so: bool) -> None:  # noqa: FBT001 - reads as a sentence
        (self.held if so else self.broken).append(promise)

    def summary(self) -> str:
        verdict = f"{len(self.held)} of {len(self.held) + len(self.broken)} held"
        return (
            f"{verdict}; broken: {', '.join(self.broken)}"
            if self.broken
            else f"{verdict}: {', '.join(self.held)}"
        )
