"""The characters and colours that say what a sentence, a mention or a stance is."""

from dataclasses import dataclass, replace

from stancekit.document.records import Measure

QUOTED, LOADED, SOURCE = "italic cyan", "magenta underline", "underline"
COLOUR = {"favor": "green", "against": "red", "neutral": "", "mixed": "yellow", "unclear": "dim"}


@dataclass(frozen=True)
class Marks:
    """The characters that carry the meaning where there is no colour."""

    opinion: str = "▌"
    biased: str = "~"
    favor: str = "+"
    against: str = "−"
    neutral: str = "·"
    unclear: str = "?"
    quote: tuple[str, str] = ("‹", "›")
    loaded: tuple[str, str] = ("~", "~")
    point: str = "●"
    whisker: str = "─"
    zero: str = "│"

    def sign(self, label: str | None) -> str:
        """Return the mark of a stance label."""
        return {"favor": self.favor, "against": self.against, "neutral": self.neutral}.get(label or "", self.unclear)

    def signed(self, score: float) -> str:
        """Return a score in [-1, 1] with two decimals and its sign."""
        if abs(score) < 0.005:  # "-0.00" would claim a side
            return " 0.00"
        return f"{self.favor if score > 0 else self.against}{abs(score):.2f}"


def verdict(measure: Measure) -> tuple[str | None, str | None]:
    """Return a stance's label and the words that tell it; where the label takes no side, where it leans."""
    if measure.leaning and measure.label in ("unclear", "too little to say"):
        return measure.leaning, f"leans {measure.leaning}"
    return measure.label, measure.label


PIPED = Marks(opinion="|", point="o", whisker="-", zero="|")
ASCII = replace(PIPED, against="-", neutral=".", quote=("<", ">"))
