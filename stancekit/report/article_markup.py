"""The sentences of a Document as HTML, with their highlights."""

from collections.abc import Iterator

from markupsafe import Markup

from stancekit.document.records import Attribution, Document, Mention, Sentence
from stancekit.report.highlights import Highlight, Highlights, is_biased, is_quoted
from stancekit.report.sanitizing import sanitize
from stancekit.report.symbols import STANCE_ORDER, VOICE_NAMES, percent
from stancekit.report.templating import SYMBOLS

ACTOR_COLORS = 8  # actors with a color each; the others share one
END = Markup("</span>")


class ArticleMarkup:
    """Writes the sentences of one document."""

    def __init__(self, document: Document) -> None:
        """Keep the document."""
        self._document = document
        self._highlights = Highlights(document)

    def sentence(self, index: int) -> Markup:
        """Return a sentence with its symbols and highlights, its tooltip, and its actors for the filter."""
        sentence = self._document.sentences[index]
        is_opinion = sentence.is_measured and sentence.label == "opinion"
        flags = symbol("flag", "◆", "opinion") if is_opinion else Markup()
        if sentence.is_measured and is_biased(sentence):
            flags += symbol("flag biased", "≈", "biased wording")
        return Markup(
            '<span class="{css_class}" id="s{index}" tabindex="0" data-actors="{actors}" data-tip="{tip}">'
            "{flags}{text}</span>"
        ).format(
            css_class=" ".join(_css_classes(sentence)),
            index=index,
            actors=" ".join(str(actor) for actor in dict.fromkeys(mention.actor for mention in sentence.mentions)),
            tip="\n".join(map(sanitize, self._tooltip(sentence))),
            flags=flags,
            text=self._text(sentence),
        )

    def _tooltip(self, sentence: Sentence) -> Iterator[str]:
        """Yield the lines of a sentence's tooltip."""
        if not sentence.is_measured:
            yield f"{sentence.role}, not measured"
        if is_quoted(sentence):
            yield "a source’s words"
        shares = {"opinion": None if is_quoted(sentence) else sentence.opinion, "biased wording": sentence.bias}
        if written := [f"{name} {percent(share)}" for name, share in shares.items() if share is not None]:
            yield ", ".join(written)
        for attribution in sentence.attributions:
            source, cue = self._source(attribution) or "nobody named", attribution.cue
            yield f"attributed to {source}" + (f": {cue.text}" if cue else "")
        for mention in sentence.mentions:
            yield self._stance(mention)

    def _source(self, attribution: Attribution) -> str | None:
        """Return the words that name a source, else the name of its actor."""
        if attribution.source is not None:
            return attribution.source.text
        return None if attribution.actor is None else self._document.actors[attribution.actor].name

    def _stance(self, mention: Mention) -> str:
        name, stance = self._document.actors[mention.actor].name, mention.stance
        if mention.form != "name":
            name = f"“{mention.text}” is {name}"
        if mention.probability is not None:
            name += f", {percent(mention.probability)}"
        if stance is None:
            return name
        shares = ", ".join(f"{label} {percent(getattr(stance, label))}" for label in STANCE_ORDER)
        return f"{name}: {shares}" + (f" ({VOICE_NAMES[mention.voice]})" if mention.voice else "")

    def _text(self, sentence: Sentence) -> Markup:
        """Return a sentence's text; of two highlights that cross, the inner one is split."""
        markup, position, active = Markup(), sentence.start, list[Highlight]()
        for edge in self._highlights.edges(sentence):
            markup += sanitize(sentence.text[position - sentence.start : edge.position - sentence.start])
            position, highlight = edge.position, edge.highlight
            if edge.is_end:
                inner = active[active.index(highlight) + 1 :]
                markup += END * len(inner) + self._suffix(highlight) + END
                markup += Markup().join(map(self._start_tag, inner))
                active.remove(highlight)
            else:
                markup += self._start_tag(highlight) + _prefix(highlight)
                active.append(highlight)
        return markup + sanitize(sentence.text[position - sentence.start :])

    def _start_tag(self, highlight: Highlight) -> Markup:
        if isinstance(highlight.record, Mention):
            mention = highlight.record
            return Markup('<span class="mention {} a{}" data-tip="{}">').format(
                mention.form, color_number(mention.actor), sanitize(self._stance(mention))
            )
        return Markup('<span class="{}">').format(highlight.role)

    def _suffix(self, highlight: Highlight) -> Markup:
        """Return the markup at the end of a highlight: of a mention, its stance; of a quote, a distant source."""
        record = highlight.record
        if isinstance(record, Mention):
            antecedent = _aside("antecedent", self._highlights.antecedent(record))
            if record.stance is None:
                return antecedent
            label, name = record.stance.label, self._document.actors[record.actor].name
            return antecedent + symbol("badge", SYMBOLS.stance(label), f"{label} {name}")
        if highlight.role != "quote" or not isinstance(record, Attribution):
            return Markup()
        source, sentence = self._source(record), self._document.sentences[record.sentence]
        is_beside = record.source is not None and sentence.start <= record.source.start < sentence.end
        distant_source = Markup() if source is None or is_beside else _aside("distant-source", source)
        return distant_source + symbol("edge", SYMBOLS.quote[1], "end of quotation")


def _css_classes(sentence: Sentence) -> Iterator[str]:
    yield "s"
    if not sentence.is_measured:
        yield "unmeasured"
    elif sentence.label == "opinion":
        yield f"opinion p{100 * (sentence.opinion or 0):.0f}"


def color_number(actor: int) -> int:
    """Return the number of an actor's color in layout.css."""
    return min(actor, ACTOR_COLORS)


def symbol(css_class: str, character: str, meaning: str) -> Markup:
    """Return a symbol that screen readers read as its meaning."""
    span = Markup('<span class="{}" role="img" aria-label="{}">{}</span>')
    return span.format(css_class, sanitize(meaning), character)


def _aside(css_class: str, text: str) -> Markup:
    """Return a note that is no part of the article."""
    return Markup('<span class="{}">{}</span>').format(css_class, sanitize(text)) if text else Markup()


def _prefix(highlight: Highlight) -> Markup:
    return symbol("edge", SYMBOLS.quote[0], "quoted") if highlight.role == "quote" else Markup()
