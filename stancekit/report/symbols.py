"""The symbols, terminal colors and words that every view uses for labels."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stancekit.document.scores import Measure
from stancekit.labels import Voice

VOICE_NAMES: Mapping[Voice, str] = {
    "opinion": "author’s opinion",
    "reported": "reported fact",
    "quoted": "said by a source",
}
TOO_LITTLE = "too little to say"  # the label of a stance that one sentence gives
STANCE_ORDER = ("favor", "against", "neutral")
STANCE_COLORS = {"favor": "green", "against": "red", "neutral": "", "mixed": "yellow", "unclear": "dim"}
HIGHLIGHT_STYLES = {
    "quote": "italic cyan",
    "paraphrase": "italic",
    "loaded": "magenta underline",
    "source": "underline",
}
OPINION_STYLE, BIAS_STYLE = "bold yellow", "magenta"


@dataclass(frozen=True)
class Symbols:
    """The characters that stand for labels, so that no view depends on color."""

    opinion: str = "▌"
    biased: str = "~"
    favor: str = "+"
    against: str = "−"
    neutral: str = "·"
    unclear: str = "?"
    quote: tuple[str, str] = ("‹", "›")
    loaded: tuple[str, str] = ("~", "~")
    antecedent: str = "→"
    point: str = "●"
    interval: str = "─"
    zero: str = "│"

    def stance(self, label: str | None) -> str:
        """Return the symbol of a stance label."""
        symbols = {"favor": self.favor, "against": self.against, "neutral": self.neutral}
        return symbols.get(label or "", self.unclear)

    def signed(self, score: float) -> str:
        """Return a score in [-1, 1] with its sign and two decimals."""
        if abs(score) < 0.005:  # "-0.00" would suggest a side
            return " 0.00"
        return f"{self.favor if score > 0 else self.against}{abs(score):.2f}"


PLAIN = Symbols(opinion="|", point="o", interval="-", zero="|")
ASCII = replace(PLAIN, against="-", neutral=".", quote=("<", ">"), antecedent="->")


def verdict(measure: Measure) -> tuple[str | None, str | None]:
    """Return the side that a stance takes or leans to, else its label, and the words for it."""
    if measure.leaning and measure.label in ("unclear", TOO_LITTLE):
        return measure.leaning, f"leans {measure.leaning}"
    return measure.label, measure.label


def percent(share: float) -> str:
    """Return a share as a whole percentage that is 0% or 100% only if the share is 0 or 1."""
    if 0 < share < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"
