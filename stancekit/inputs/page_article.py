"""The article of a web page: which of its blocks are the author's text.

An extractor often takes one element alone when the body stands in several of
one class. Blocks of the same elements as those that it kept, and the blocks
between them, complete its choice; the furniture that it let through is removed.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from stancekit.inputs.page_blocks import Block, PageBlocks
from stancekit.inputs.page_furniture import is_furniture
from stancekit.inputs.page_keys import Key, key
from stancekit.language import bylines, furniture

RUN = 5  # words of a run that is compared
SHARE_OF_RUNS = 0.8
MAIN_SHARE = 0.5  # of the page's prose: an element with more is no furniture, whatever its name
SIGNATURE_SHARE = 0.1  # of the extracted text: elements with less may be furniture
MIN_SHARE = 0.75  # of the paragraph text: an article with less may lack a part
PROSE_BELOW = 0.7  # of a page, at least, below its headline
LINKED = 0.8  # a line of links leads elsewhere
MIN_PARAGRAPH_WORDS = 25  # of a paragraph in an element named like furniture, if it may be the article's
BYLINE_LINES = 2  # below a headline, one of which is the byline
END_LINES = 4  # of an article, one of which may be the heading of a biography
MIN_PARAGRAPHS = 3  # paragraphs before the headline of another article
LABELS = frozenset(("byline", "dateline"))
HEADING_ROLES = frozenset(("headline", "subheading"))


@dataclass(frozen=True, slots=True)
class ArticleBlocks:
    """The blocks of an article.

    Attributes:
        blocks: the blocks that were kept, in the order of the page.
        share: the share of the page's paragraph text that they hold, from 0
            to 1, by characters; certain furniture is not counted.
    """

    blocks: tuple[Block, ...]
    share: float


@dataclass(frozen=True, slots=True)
class _Heading:
    headlines: frozenset[Key]
    author: Key


def find_article(
    page: PageBlocks, extracted: str, *, headlines: Iterable[str] = (), author: str | None = None
) -> ArticleBlocks:
    """Return the article of a page.

    Args:
        page: its blocks.
        extracted: the text that an extractor took for the article.
        headlines: the forms of its headline; lines that repeat one are left out.
        author: the author, whose biography may stand at the end.
    """
    is_furniture_region = _furniture_regions(page)
    lines: list[Block] = []
    paragraphs: list[Block] = []
    for block in page.blocks:
        if block.region is None or not is_furniture_region[block.region]:
            lines += [block] if _is_line(block) else []
        elif _may_be_lost(block, page.regions[block.region].sign):
            paragraphs.append(block)
    heading = _Heading(frozenset(key(line) for line in headlines), key(author or ""))
    lines = _before_next_article(_after_headline(lines, heading.headlines), heading.headlines)
    paragraphs += [block for block in lines if block.is_prose]
    extract = _Extract(extracted)
    core = _like(lines, extract, lambda block: block.signature)
    article = _article(lines, core, heading, paragraphs)
    if article.share < MIN_SHARE:
        families = _like(lines, extract, lambda block: block.family if block.family[1] else None)
        core = [one or other for one, other in zip(core, families, strict=True)]
        article = _article(lines, core, heading, paragraphs)
    return article


def _article(
    lines: Sequence[Block], core: Sequence[bool], heading: _Heading, paragraphs: Iterable[Block]
) -> ArticleBlocks:
    """Return the article with a core, and its share of the paragraphs."""
    chosen = _complete(lines, core)
    kept = _drop_end_matter(_drop_repetitions(chosen, heading.headlines), heading.author)
    ignored = {id(block) for block in chosen} - {id(block) for block in kept}
    lengths = {id(block): len(block.text) for block in paragraphs if id(block) not in ignored}
    share = sum(lengths.get(id(block), 0) for block in kept) / max(1, sum(lengths.values()))
    return ArticleBlocks(tuple(kept), share)


class _Extract:
    """The text that an extractor kept: whether it has a block, in a time that does not depend on its length."""

    def __init__(self, text: str) -> None:
        keys = [key(line) for line in text.splitlines()]
        self._lines = set(keys)
        self._runs = {run for words in keys for run in _runs(words)}

    def has(self, block: Block) -> bool:
        words = key(block.text)
        runs = _runs(words)
        shared = sum(run in self._runs for run in runs)
        return words in self._lines or (bool(runs) and shared >= SHARE_OF_RUNS * len(runs))


def _runs(words: Key) -> list[int]:
    """Return a number for each run of words; the runs themselves would take much memory."""
    return [hash(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def _furniture_regions(page: PageBlocks) -> list[bool]:
    """Return whether each region is furniture: not if it holds most of the page's prose, unless comments."""
    prose = [0] * len(page.regions)
    for block in page.blocks:
        if block.region is not None and block.is_prose:
            prose[block.region] += len(block.text)
    for index in reversed(range(len(page.regions))):  # a region comes after the one around it
        parent = page.regions[index].parent
        if parent is not None:
            prose[parent] += prose[index]
    total = sum(len(block.text) for block in page.blocks if block.is_prose)
    is_furniture_region: list[bool] = []
    for region, length in zip(page.regions, prose, strict=True):
        is_inside = region.parent is not None and is_furniture_region[region.parent]
        is_furniture_region.append(is_inside or region.sign == "comments" or length <= MAIN_SHARE * total)
    return is_furniture_region


def _is_line(block: Block) -> bool:
    """Return whether a block outside regions of furniture can belong to the article."""
    if block.role in LABELS or block.is_post:
        return True
    return block.linked <= LINKED * len(block.text) and not is_furniture(block.text)


def _after_headline(lines: list[Block], headlines: frozenset[Key]) -> list[Block]:
    """Leave out what stands above the headline, unless much of the prose does."""
    lengths = [len(block.text) if block.is_prose else 0 for block in lines]
    total = sum(lengths)
    above = start = 0
    for position, (block, length) in enumerate(zip(lines, lengths, strict=True)):
        if total - above < PROSE_BELOW * total:
            break
        if key(block.text) in headlines:
            start = position
        above += length
    return lines[start:]


def _before_next_article(lines: list[Block], headlines: frozenset[Key]) -> list[Block]:
    """Cut off the next article of an endless page, which begins with a headline and a byline of its own."""
    paragraphs = 0
    for index, block in enumerate(lines):
        if block.tag == "h1" and paragraphs >= MIN_PARAGRAPHS and key(block.text) not in headlines:
            after = lines[index + 1 : index + 1 + BYLINE_LINES]
            if any(line.role == "byline" or bylines.is_byline(line.text) for line in after):
                return lines[:index]
        paragraphs += block.is_prose
    return lines


def _may_be_lost(block: Block, sign: str) -> bool:
    return sign == "name" and block.tag == "p" and _is_paragraph(block) and not is_furniture(block.text)


def _is_paragraph(block: Block) -> bool:
    return block.is_prose and block.text.count(" ") >= MIN_PARAGRAPH_WORDS


def _like(lines: Sequence[Block], extract: _Extract, likeness: Callable[[Block], Hashable]) -> list[bool]:
    """Return which lines were extracted or are like many that were."""
    extracted = [block.role not in LABELS and block.role != "headline" and extract.has(block) for block in lines]
    lengths: Counter[Hashable] = Counter()
    for block, is_extracted in zip(lines, extracted, strict=True):
        lengths[likeness(block)] += is_extracted * len(block.text)
    least = max(1.0, SIGNATURE_SHARE * lengths.total())
    return [
        is_extracted or block.is_post or (likeness(block) is not None and lengths[likeness(block)] >= least)
        for block, is_extracted in zip(lines, extracted, strict=True)
    ]


def _complete(lines: Sequence[Block], core: Sequence[bool]) -> list[Block]:
    """Return the core of the article with what stands between its blocks."""
    if True not in core:
        return []
    first, last = core.index(True), max(position for position, is_core in enumerate(core) if is_core)
    start = _opening(lines, first)
    kept: list[Block] = []
    for position in range(last, start - 1, -1):
        block = lines[position]
        is_heading = block.role in HEADING_ROLES and bool(kept) and kept[-1] is lines[position + 1]
        is_lead = position < first and block.is_prose
        if core[position] or is_heading or is_lead or _belongs_between(block):
            is_subheading = block.role == "headline" and position > first
            kept.append(replace(block, role="subheading") if is_subheading else block)
    return kept[::-1]


def _belongs_between(block: Block) -> bool:
    """Return whether a block of other elements than the body belongs to it, for standing inside it."""
    return _is_paragraph(block) or block.role not in {None, *HEADING_ROLES}


def _opening(lines: Sequence[Block], first: int) -> int:
    """Return the position of the line after the last headline before the first block of the body."""
    headline = next(
        (position for position in range(first - 1, -1, -1) if lines[position].role == "headline"), first - 1
    )
    return headline + 1


def _drop_repetitions(blocks: Sequence[Block], headlines: Iterable[Key]) -> list[Block]:
    """Leave out the headline, pull quotes, and prose that stands twice."""
    runs = {run for block in blocks if block.role is None for run in _runs(key(block.text))}
    lines: set[Key] = set(headlines)
    kept: list[Block] = []
    for block in blocks:
        words = key(block.text)
        is_pull_quote = (
            block.role == "quote_block"
            and not block.is_post
            and len(words) >= RUN
            and all(run in runs for run in _runs(words))
        )
        if words and words not in lines and not is_pull_quote:
            kept.append(block)
        if block.is_prose:
            lines.add(words)
    return kept


def _drop_end_matter(blocks: Sequence[Block], author: Key) -> list[Block]:
    """Leave out biographies, credits and empty headings at the end of the article."""
    kept = list(blocks)
    abouts = [position for position in range(max(0, len(kept) - END_LINES), len(kept)) if _is_about(kept[position])]
    if abouts:
        del kept[abouts[0] :]
    words = Counter(word for block in kept for word in set(key(block.text)))
    while kept and (
        kept[-1].role in LABELS | HEADING_ROLES
        or furniture.is_end_matter(kept[-1].text)
        or _is_biography(kept[-1].text, words, author)
    ):
        kept.pop()
    return kept


def _is_about(block: Block) -> bool:
    return block.role in HEADING_ROLES and furniture.announces_biography(block.text)


def _is_biography(line: str, words: Counter[str], author: Key) -> bool:
    """Return whether a line is the biography of the author, or of someone whom no other line names."""
    name = furniture.biography_of(line)
    if name is None:
        return False
    last = key(name)[-1:]
    return not last or last[0] in author or words[last[0]] <= 1
