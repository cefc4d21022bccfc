"""A terminator that may end a sentence, and what is around it."""

from typing import NamedTuple

BEFORE = 30  # characters before a token that are searched for the word before it


class Candidate(NamedTuple):
    """A terminator in its context.

    Attributes:
        text: the text.
        sentence: where its sentence begins.
        start: where the terminator begins.
        end: where the closing marks after it end.
        marks: the terminator: one or more marks.
        closers: the closing marks and footnote numbers after it.
        is_glued: no white space follows.
        token: the word before it, with full stops inside but not with this one; may be empty.
        begin: where the next token begins, opening marks included.
        openers: the opening marks before the next word.
        word: the next word, or an empty string.
        position: where the next word begins.
    """

    text: str
    sentence: int
    start: int
    end: int
    marks: str
    closers: str
    is_glued: bool
    token: str
    begin: int
    openers: str
    word: str
    position: int

    @property
    def is_lower(self) -> bool:
        """The next word begins in lower case; "iPhone", with its capital, does not count."""
        return self.word[:1].islower() and not self.word[1:2].isupper()

    @property
    def is_ellipsis(self) -> bool:
        """The terminator is an ellipsis, which may be written with spaces."""
        return self.marks[-1] == "…" or (self.marks[-2:] == ".." and self.marks[0] == ".") or self._is_spaced_stop

    @property
    def is_spaced(self) -> bool:
        """White space stands before the terminator."""
        return self.start > self.sentence and self.text[self.start - 1].isspace()

    @property
    def is_capitals(self) -> bool:
        """The words around are in capitals, so that a capital letter says nothing."""
        return len(self.word) > 1 and self.word.isupper() and self.token.isupper()

    @property
    def _is_spaced_stop(self) -> bool:
        return self.marks == "." and self.text[max(self.start - 2, self.sentence) : self.start] == ". "

    def word_before(self) -> str:
        """Return the word before the token, without marks, or an empty string."""
        begin = self.start - len(self.token)
        words = self.text[max(self.sentence, begin - BEFORE) : begin].split()
        return words[-1].strip(".,;:()“”\"'‘’").lower() if words else ""
