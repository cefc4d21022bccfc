"""The summary of a Document in a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from stancekit.document.records import ActorSummary, Document
from stancekit.document.scores import Measure
from stancekit.report.sanitizing import sanitize
from stancekit.report.symbols import STANCE_COLORS, Symbols, percent, verdict

MAX_ACTORS = 8  # the summary fits a screen of 24 lines
MAX_SOURCES = 4
MAX_NAME = 30  # columns; a longer name is wrapped in the table and truncated in the summary
VERDICT = 19  # columns of a stance in words
INDENT = "  "


def summary_lines(document: Document, symbols: Symbols) -> Iterator[Text]:
    """Yield the lines of the summary: at most 8 actors and 9 other lines."""
    if not document.sentences:
        yield Text(f"{INDENT}There is no sentence in this text.")
    else:
        yield _line("sentences", _counts(document))
        yield _line("opinion", _share(document.opinion_share))
        yield _line("biased wording", _share(document.bias_share))
        if spread := document.stance_spread:
            interval = f"95% interval {spread.low:.2f} to {spread.high:.2f}"
            yield _line(
                "stance spread",
                f"{spread.score:.2f}, the standard deviation over {spread.count} main actors, {interval}",
            )
    if sources := _sources(document):
        yield _line("sources", sources)
    mentioned = [actor for actor in document.actors if actor.mentions]
    for number, actor_line in enumerate(_actor_lines(mentioned[:MAX_ACTORS], symbols)):
        yield _line("" if number else "actors", "") + actor_line
    if len(mentioned) > MAX_ACTORS:
        yield _line("", f"and {len(mentioned) - MAX_ACTORS} more")
    yield _line("model", sanitize(document.model))


def styled_verdict(measure: Measure | None, symbols: Symbols) -> Text:
    """Return a stance in words: its label, or the side that it leans to."""
    if measure is None or measure.label is None:
        return Text()
    side, words = verdict(measure)
    return Text(f"{symbols.stance(side)} {words}", style=STANCE_COLORS.get(side or "", "dim"))


def _line(heading: str, content: str) -> Text:
    return Text(INDENT).append(f"{heading:<16}", style="dim").append(content)


def _counts(document: Document) -> str:
    labels = [sentence.label for sentence in document.sentences if sentence.is_measured]
    others = len(document.sentences) - len(labels)
    beside = f"; {others} more {'is' if others == 1 else 'are'} not article text" if others else ""
    if not any(labels):
        return f"{len(labels)}{beside}"
    return f"{len(labels)}: {labels.count('opinion')} opinion, {labels.count('reported_fact')} reported fact{beside}"


def _share(measure: Measure | None) -> str:
    if measure is None:
        return "not provided by this model"
    return f"{measure.score:.0%} of the sentences, 95% interval {measure.low:.0%} to {measure.high:.0%}"


def _sources(document: Document) -> str:
    """List the most frequent sources with their number of attributions."""
    names = {actor.id: actor.name for actor in document.actors}
    actors = [attribution.actor for attribution in document.attributions]
    counts = Counter(names[actor] for actor in actors if actor is not None)
    listed = [f"{_truncated(sanitize(name))} {count}" for name, count in counts.most_common(MAX_SOURCES)]
    others = len(actors) - sum(count for _, count in counts.most_common(MAX_SOURCES))
    return ", ".join([*listed, *([f"others {others}"] if others else [])])


def _truncated(name: str) -> str:
    text = Text(name)
    text.truncate(MAX_NAME, overflow="ellipsis")
    return text.plain


def _actor_lines(actors: Sequence[ActorSummary], symbols: Symbols) -> Iterator[Text]:
    """Yield each actor with the stance in the author's opinions, else in all sentences, and with its portrayal."""
    width = min(MAX_NAME, max((cell_len(sanitize(actor.name)) for actor in actors), default=0))
    for actor in actors:
        line = Text(sanitize(actor.name))
        line.truncate(width, overflow="ellipsis", pad=True)
        in_opinions = actor.by_voice.get("opinion")
        if measure := in_opinions or actor.stance:
            words = styled_verdict(measure, symbols)
            words.append(" " * (VERDICT - cell_len(words.plain)))
            line.append("  ").append_text(words).append(f" {symbols.signed(measure.score)}")
        count = len(actor.mentions)
        line.append(f"  mentioned {count} time{'s' if count != 1 else ''}", style="dim")
        line.append(", by the author's own opinion" if in_opinions else "", style="dim")
        yield line.append_text(_portrayal(actor, symbols))


def _portrayal(actor: ActorSummary, symbols: Symbols) -> Text:
    """Return how the article as a whole casts an actor, in words."""
    if actor.portrayal is None:
        return Text()
    label = actor.portrayal.label
    words = Text("; portrayal ", style="dim")
    return words.append(
        f"{symbols.stance(label)} {label} {percent(actor.portrayal.probability)}", style=STANCE_COLORS[label] or "dim"
    )
