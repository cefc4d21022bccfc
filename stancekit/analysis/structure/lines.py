"""Lines of an article and what they are: their roles, and the speakers of turns."""

from dataclasses import dataclass

from stancekit.inputs.spans import Bounds
from stancekit.labels import ARTICLE_ROLES, SentenceRole


@dataclass(frozen=True)
class SentenceStructure:
    """What a sentence is.

    Attributes:
        role: the role of its line.
        speaker: `(start, end)` of the words that name the speaker of a turn
            or the author of a post, if the text has them.
    """

    role: SentenceRole = "body"
    speaker: Bounds | None = None


@dataclass(eq=False)
class Line:
    """A line of a text, without white space at its ends.

    Attributes:
        start, end: the bounds in the text.
        text: the text of the line.
        structure: its role and speaker; None until a rule sets it; the role is then body.
    """

    start: int
    end: int
    text: str
    structure: SentenceStructure | None = None

    @property
    def role(self) -> SentenceRole:
        """The role, `body` by default."""
        return self.structure.role if self.structure else "body"

    @property
    def is_furniture(self) -> bool:
        """Whether the line is known to be no article text."""
        return self.role not in ARTICLE_ROLES

    def mark(self, role: SentenceRole, speaker: Bounds | None = None) -> None:
        """Set the role, unless the line has one."""
        self.structure = self.structure or SentenceStructure(role, speaker)
