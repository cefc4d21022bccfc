"""The scores in a Document: the stance of one mention, the mean over many, and the portrayal by the whole article."""

from dataclasses import dataclass

from stancekit.labels import STANCE


@dataclass(frozen=True, slots=True, repr=False)
class Stance:
    """Calibrated probabilities of the stance toward a target: against, neutral, favor.

    The labels are NewsMTSC's polarities 2, 4 and 6 (Hamborg and Donnay, EACL 2021).
    """

    against: float
    neutral: float
    favor: float

    @property
    def score(self) -> float:
        """P(favor) - P(against), in [-1, 1]."""
        return self.favor - self.against

    @property
    def label(self) -> str:
        """The most probable of `against`, `neutral`, `favor`."""
        return max(STANCE, key=lambda label: getattr(self, label))

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<Stance {self.label}: {self.score:+.2f}>"


@dataclass(frozen=True, slots=True, repr=False)
class Measure:
    """A mean over an article's sentences with its 95% interval; see `stancekit.analysis.measures`.

    Attributes:
        score: the mean; a stance in [-1, 1], a share in [0, 1].
        low, high: ends of the interval.
        count: the number of mentions (for a share: sentences, for a spread:
            actors); a repeated sentence counts once.
        label: the label of a stance: `too little to say` with a single sentence;
            `favor` or `against` if the interval excludes zero; `mixed` if at
            least a quarter of the sentences are expected to favor and a
            quarter to oppose; `neutral` if the interval stays within a third
            of zero; else `unclear`. None for a share.
        leaning: the leaning of a stance: `favor` or `against` if at least 0.8 more
            sentences are expected on that side than on the other, however
            wide the interval; else None.
    """

    score: float
    low: float
    high: float
    count: int
    label: str | None = None
    leaning: str | None = None

    def __repr__(self) -> str:
        """Return one short line."""
        label = "" if self.label is None else f": {self.label}"
        return f"<Measure {self.score:.2f} [{self.low:.2f}, {self.high:.2f}]{label}>"


@dataclass(frozen=True, slots=True, repr=False)
class Portrayal:
    """How the article as a whole casts an actor, with calibrated probabilities.

    A stance is of a sentence; a portrayal is of the article. It is learned
    from readers' judgments of whole articles, in which mentions do not count
    alike: see `stancekit.analysis.portrayal.portrayals`.

    Attributes:
        against, neutral, favor: the probabilities.
        label: `against` or `favor` if its probability reaches the threshold
            in the model's manifest, which is below a half, else `neutral`.
        evidence: indices in `document.mentions` of up to three mentions that
            add most to the label, the first first.
    """

    against: float
    neutral: float
    favor: float
    label: str
    evidence: tuple[int, ...]

    @property
    def score(self) -> float:
        """P(favor) - P(against), in [-1, 1]."""
        return self.favor - self.against

    @property
    def probability(self) -> float:
        """The probability of the label."""
        return {"against": self.against, "neutral": self.neutral, "favor": self.favor}[self.label]

    def __repr__(self) -> str:
        """Return one short line."""
        return f"<Portrayal {self.label}: {self.score:+.2f}>"
