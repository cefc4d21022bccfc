"""Search of a text for names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from stancekit.language.folding import fold, past_marks
from stancekit.language.names import Words

WORD = re.compile(r"\w+")


@lru_cache(maxsize=1 << 14)
def comparable(name: str) -> str:
    """Return a name in the form that `FoldedText.find` searches: folded, with single spaces."""
    return " ".join(fold(name)[0].split())


class NameIndex:
    """Names to search texts for, indexed by their first words.

    The time of a search grows with the length of the text, not with the
    number of names.
    """

    def __init__(self, names: Iterable[str], *, base: "NameIndex | None" = None) -> None:
        """Index names.

        Args:
            names: the names to search for; a name without a word is never found.
            base: further names, which take precedence over equal ones.
        """
        self._base = base
        self._by_words: dict[Words, list[tuple[int, str, str]]] = defaultdict(list)
        self._lengths: dict[str, list[int]] = defaultdict(list)
        for pattern, name in sorted({comparable(name): name for name in names}.items(), key=lambda pair: -len(pair[0])):
            words = list(WORD.finditer(pattern))
            if words:
                key = tuple(word.group() for word in words)
                self._by_words[key].append((words[0].start(), pattern, name))
                if len(key) not in self._lengths[key[0]]:
                    self._lengths[key[0]].append(len(key))

    def first_words(self, words: Set[str]) -> Set[str]:
        """Return those of some words with which a name begins."""
        own = self._lengths.keys() & words
        return own | self._base.first_words(words) if self._base else own

    def candidates(self, words: Sequence[str], position: int) -> list[tuple[int, str, str]]:
        """Return the names whose words begin at a word of a text, the longest first.

        Returns:
            `(offset, pattern, name)`: where the first word begins in the
            pattern, the name as `comparable` gives it, and the name itself.
        """
        candidates = self._base.candidates(words, position) if self._base else []
        for length in self._lengths.get(words[position], ()):
            candidates += self._by_words.get(tuple(words[position : position + length]), ())
        return sorted(candidates, key=lambda candidate: -len(candidate[1])) if len(candidates) > 1 else candidates


class FoldedText:
    """A text folded once, to search it for names."""

    def __init__(self, text: str) -> None:
        """Fold the text."""
        self.text = text
        self._folded, self._index = fold(text)
        matches = list(WORD.finditer(self._folded))
        self._starts = [match.start() for match in matches]
        self._words = [match.group() for match in matches]

    def find(self, names: NameIndex) -> list[tuple[int, int, str]]:
        """Find names as whole words, regardless of case, accents and possessive.

        Returns:
            `(start, end, name)` in the order of the text, in code points, without
            the possessive. Of overlapping names the longer wins.
        """
        matches = []
        end = 0
        first_words = names.first_words(set(self._words))
        for position in (number for number, word in enumerate(self._words) if word in first_words):
            for offset, pattern, name in names.candidates(self._words, position):
                start = self._starts[position] - offset
                if start >= end and (stop := self._match(pattern, start)):
                    matches.append((self._index[start], past_marks(self.text, self._index[stop - 1] + 1), name))
                    end = stop
                    break
        return matches

    def _match(self, pattern: str, start: int) -> int | None:
        """Return the end of a pattern that starts here as whole words, else None."""
        if start and _is_word_character(self._folded[start - 1]):
            return None
        end = start
        for number, part in enumerate(pattern.split(" ")):
            while number and self._folded[end : end + 1].isspace():
                end += 1
            if not self._folded.startswith(part, end):
                return None
            end += len(part)
        return None if _is_word_character(self._folded[end : end + 1]) else end


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character == "_"
