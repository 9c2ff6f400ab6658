"""What others published, what baselines reached elsewhere, and what this product is held to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """A figure from elsewhere: not measured here, so not comparable beyond its order of size."""

    what: str
    figure: str
    source: str


PUBLISHED = (
    Published(
        "step recall from pixels, phones, touches drawn into the video",
        "about 0.89",
        "V2S: 3,534 actions in 175 videos; as quoted in search excerpts",
    ),
    Published(
        "the same, later version",
        "0.90 on native apps, 0.83 on hybrid ones",
        "V2S+: 4,028 actions; as quoted in search excerpts",
    ),
    Published(
        "action accuracy, desktop, a vision model on frames",
        "0.70 to 0.80",
        "Sharingan; as quoted in search excerpts",
    ),
    Published("tasks done from one demonstration with recorded input", "0.60 of 361", "ShowUI-Aloha"),
    Published(
        "image tokens a minute, one 720p frame a second", "75 k", "Claude's rule: one for each 28 x 28 pixels"
    ),
    Published("image tokens a minute, video given to the model whole", "15.8 k", "Gemini: 263 a second"),
    Published("processing time", "none", "nobody publishes it"),
)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a column of the table is held to."""

    limit: float
    at_least: bool = True

    def holds(self, figure: float) -> bool:
        return figure >= self.limit if self.at_least else figure <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"
