"""GUM: entities and coreference in biographies, interviews, speeches and essays (Zeldes, LRE 2017).

As in OntoGUM (Zhu et al., ACL-IJCNLP 2021), a noun phrase that only describes
is no mention: the predicate of "she is an actress", the first noun of "city
papers", the title of "the actress Ana Roth".
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stancekit.labels import KINDS, Form
from stancekit.language import lexicon
from stancekit_training.corpora.chains import ChainMention, ChainText
from stancekit_training.corpora.sentence import Split
from stancekit_training.corpora.split import split_of
from stancekit_training.errors import CorpusError

DEV_SHARE = 0.25  # of the documents
OPEN_GENRES = ("academic", "bio", "interview")  # whose texts may be used for any purpose, by LICENSE.md of the corpus
PREDICATE = "pred"
LINKS = ("coref", "ana", "cata", "appos", "disc", PREDICATE)  # the types of relations between mentions of one entity
ENTITY = re.compile(r"(?P<kind>[^\[\]]+)(?:\[(?P<number>\d+)\])?")
LINK = re.compile(r"(?P<cell>[\d-]+)(?:\[(?P<target>\d+)_(?P<source>\d+)\])?")
AFTER_NAMES = (",", "(", "[", "–", "—", "-", "who", "whom", "whose", "which", "that", "where", "when")
CELL, ENTITIES, LINK_TYPES, LINK_TARGETS = 0, 3, 8, 9  # columns of WebAnno's table


@dataclass(frozen=True)
class _Word:
    """A word: its characters in the text, its part of speech, the number of its syntactic head and the relation."""

    start: int
    end: int
    part: str
    head: int
    relation: str


def load(folder: Path, split: Split, *, genres: Collection[str] | None = None) -> list[ChainText]:
    """Read the documents of a split, which `split_of` their names determines, of all genres or of some.

    Mentions are the noun phrases whose entity is a person, an organization or
    a place, and the third-person pronouns.

    Raises:
        CorpusError: the two files of a document do not match.
    """
    files = sorted((folder / "gum" / "coref" / "ontogum" / "conllu").glob("*.conllu"))
    chosen = [path for path in files if split_of(path.stem, DEV_SHARE) == split]
    if genres is not None:
        chosen = [path for path in chosen if path.stem.split("_")[1] in genres]
    return [_document(path, folder / "gum" / "coref" / "gum" / "tsv" / f"{path.stem}.tsv") for path in chosen]


def _document(conllu: Path, table: Path) -> ChainText:
    text, sentences = _words(conllu)
    lines = table.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    spans, kinds = _entities(rows)
    chains, predicates = _chains(rows)
    mentions = [
        mention
        for number, cells in spans.items()
        if (mention := _mention(text, sentences, cells, kinds[number], chains.get(number, number), table)) is not None
        and not (number in predicates and mention.form == "description")
    ]
    kept = [mention for mention in mentions if mention.kind is not None or mention.form == "pronoun"]
    ordered = sorted(kept, key=lambda mention: (mention.start, -mention.end))
    return ChainText("gum", conllu.stem, text, tuple(ordered), is_complete=True)


def _words(path: Path) -> tuple[str, list[list[_Word]]]:
    """Return the text of a CoNLL-U file, a sentence a line, and the words of each sentence."""
    lines: list[str] = []
    sentences = []
    start = 0
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        text = next(line[len("# text = ") :] for line in block.split("\n") if line.startswith("# text = "))
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        sentences.append(list(_aligned(text, rows, start, path)))
        lines.append(text)
        start += len(text) + 1
    return "\n".join(lines), sentences


def _aligned(text: str, rows: Iterable[list[str]], first: int, path: Path) -> Iterator[_Word]:
    """Yield the words of a sentence with their places; the parts of a contraction that are respelled share its own."""
    at, last, part, whole = 0, 0, 0, (0, 0)
    for row in rows:
        if "." in row[0]:
            continue  # an empty node
        number = row[0].split("-")
        is_contraction = len(number) == 2
        if is_contraction or int(number[0]) > last:
            start = text.find(row[1], at)
            if start < 0:
                raise CorpusError(f"{path}: {row[1]!r} is not in {text!r}.")
            whole, at = (start, start + len(row[1])), start + len(row[1])
        if is_contraction:
            last, part = int(number[1]), whole[0]
        elif int(number[0]) <= last and text.startswith(row[1], part):
            yield _Word(first + part, first + part + len(row[1]), row[3], int(row[6]), row[7])
            part += len(row[1])
        else:
            yield _Word(first + whole[0], first + whole[1], row[3], int(row[6]), row[7])


def _entities(rows: Iterable[list[str]]) -> tuple[dict[str, list[tuple[int, int]]], dict[str, str]]:
    """Return the cells, (sentence, word), of each entity, and its kind."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    kinds = {}
    for row in rows:
        for entry in row[ENTITIES].split("|") if row[ENTITIES] != "_" else ():
            match = ENTITY.fullmatch(entry)
            if match:
                number = match["number"] or row[CELL]
                sentence, word = map(int, row[CELL].split("-"))
                spans[number].append((sentence, word))
                kinds[number] = match["kind"]
    return spans, kinds


def _chains(rows: Iterable[list[str]]) -> tuple[dict[str, str], set[str]]:
    """Return the first entity of each entity's chain, and the entities that are predicates of others."""
    first: dict[str, str] = {}
    predicates: set[str] = set()

    def root(number: str) -> str:
        while first.setdefault(number, number) != number:
            number = first[number]
        return number

    for row in rows:
        if row[LINK_TYPES] == "_":
            continue
        for kind, link in zip(row[LINK_TYPES].split("|"), row[LINK_TARGETS].split("|"), strict=True):
            match = LINK.fullmatch(link)
            if match and kind in LINKS:
                target, source = match["target"] or "0", match["source"] or "0"
                ends = (match["cell"] if target == "0" else target, row[CELL] if source == "0" else source)
                first[root(ends[1])] = root(ends[0])
                predicates.update(ends[:1] if kind == PREDICATE else ())
    return {number: root(number) for number in list(first)}, predicates


def _mention(
    text: str, sentences: list[list[_Word]], cells: list[tuple[int, int]], kind: str, chain: str, path: Path
) -> ChainMention | None:
    """Return the mention of an entity, None if its head is neither a noun nor a third-person pronoun."""
    sentence = sentences[cells[0][0] - 1]
    numbers = [word for _, word in cells]
    if numbers[-1] > len(sentence):
        raise CorpusError(f"{path}: sentence {cells[0][0]} has {len(sentence)} words, the table {numbers[-1]}.")
    words = [sentence[number - 1] for number in numbers]
    head = next((word for word in words if word.head not in numbers), words[-1])
    start, end = words[0].start, words[-1].end
    form = _form(head, text[start:end])
    if form == "name":
        after = (word for word in words if word.start >= head.end)
        end = next((word.start for word in after if text[word.start : word.end] in AFTER_NAMES), end)
        end = start + len(text[start:end].rstrip())
    if form is None or (form == "description" and _only_describes(head, sentence)):
        return None
    named = next((known for known in KINDS if known == kind and form != "pronoun"), None)
    return ChainMention(start, end, form, named, chain, (head.start, head.end))


def _only_describes(head: _Word, sentence: Sequence[_Word]) -> bool:
    """Return whether a noun is the first of a compound, or the title of a name after it."""
    after = next((word for word in sentence if word.start >= head.end), None)
    return head.relation == "compound" or (after is not None and after.part == "PROPN" and after.start == head.end + 1)


def _form(head: _Word, text: str) -> Form | None:
    if head.part == "PRON":
        return "pronoun" if text.casefold() in lexicon.table("pronoun_classes") else None
    forms: dict[str, Form] = {"PROPN": "name", "NOUN": "description"}
    return forms.get(head.part)
