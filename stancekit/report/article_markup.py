"""A sentence as HTML, with everything in it that is marked."""

from collections.abc import Iterator

from markupsafe import Markup

from stancekit.document.records import Attribution, Document, Mention, Sentence
from stancekit.report.highlights import Stretch, edges, is_biased
from stancekit.report.sanitizing import printable
from stancekit.report.templating import MARKS, percent

COLOURS = 8  # actors that have a colour of their own; the others share the next
STANCES = ("favor", "against", "neutral")  # in the order of the figures
VOICE = {"opinion": "author’s opinion", "fact": "reported fact", "quoted": "quoted words"}
END = Markup("</span>")


def sentence_markup(document: Document, number: int) -> Markup:
    """Write one sentence: its marks, its figures for who points at it, and its actors for the filter."""
    sentence = document.sentences[number]
    is_opinion = sentence.label == "opinion"
    flags = Markup()
    if is_opinion:
        flags += sign("flag", "◆", "opinion")
    if is_biased(sentence):
        flags += sign("flag biased", "≈", "biased wording")
    return Markup(
        '<span class="{kind}" id="s{number}" tabindex="0" data-actors="{actors}" data-tip="{tip}"{tint}>'
        "{flags}{text}</span>"
    ).format(
        kind="s opinion" if is_opinion else "s",
        number=number,
        actors=" ".join(str(actor) for actor in dict.fromkeys(mention.actor for mention in sentence.mentions)),
        tip="\n".join(map(printable, figures(document, sentence))),
        tint=Markup(' style="--p:{}"').format(f"{sentence.opinion:.2f}") if is_opinion and sentence.opinion else "",
        flags=flags,
        text=_text(document, sentence),
    )


def colour(actor: int) -> int:
    """Return the number of an actor's colour."""
    return min(actor, COLOURS)


def sign(kind: str, character: str, meaning: str) -> Markup:
    """Write a character that stands for something, so that it is read out as what it means."""
    return Markup('<span class="{}" role="img" aria-label="{}">{}</span>').format(kind, printable(meaning), character)


def figures(document: Document, sentence: Sentence) -> Iterator[str]:
    """Yield what the model says of a sentence, a line each."""
    shares = {"opinion": sentence.opinion, "biased wording": sentence.bias}
    if told := [f"{name} {percent(share)}" for name, share in shares.items() if share is not None]:
        yield ", ".join(told)
    for said in sentence.attributions:
        source, cue = said.source and said.source.text, said.cue and said.cue.text
        yield f"said by {source or 'nobody named'}" + (f": {cue}" if cue else "")
    for mention in sentence.mentions:
        yield _stance(document, mention)


def _stance(document: Document, mention: Mention) -> str:
    name, stance = document.actors[mention.actor].name, mention.stance
    if stance is None:
        return name
    shares = ", ".join(f"{label} {percent(getattr(stance, label))}" for label in STANCES)
    return f"{name}: {shares}" + (f" ({VOICE[mention.voice]})" if mention.voice else "")


def _text(document: Document, sentence: Sentence) -> Markup:
    """Write a sentence's text; where two stretches overlap, the inner one is cut in two."""
    written, read, inside = Markup(), sentence.start, list[Stretch]()
    for at, closes, stretch in edges(sentence):
        written += printable(sentence.text[read - sentence.start : at - sentence.start])
        read = at
        if closes:
            within = inside[inside.index(stretch) + 1 :]
            written += END * len(within) + _after(document, stretch) + END
            written += Markup().join(_tag(document, one) for one in within)
            inside.remove(stretch)
        else:
            written += _tag(document, stretch) + _before(stretch)
            inside.append(stretch)
    return written + printable(sentence.text[read - sentence.start :])


def _tag(document: Document, stretch: Stretch) -> Markup:
    """Open a stretch."""
    if isinstance(stretch.subject, Mention):
        return Markup('<span class="mention a{}" data-tip="{}">').format(
            colour(stretch.subject.actor), printable(_stance(document, stretch.subject))
        )
    return Markup('<span class="{}">').format(stretch.role)


def _before(stretch: Stretch) -> Markup:
    return sign("edge", "‹", "quoted") if stretch.role == "quote" else Markup()


def _after(document: Document, stretch: Stretch) -> Markup:
    """Write what stands at the end of a stretch: a mention's stance, a quotation's source if its sentence lacks it."""
    subject = stretch.subject
    if isinstance(subject, Mention):
        if subject.stance is None:
            return Markup()
        label, name = subject.stance.label, document.actors[subject.actor].name
        return sign("badge", MARKS.sign(label), f"{label} {name}")
    if stretch.role != "quote" or not isinstance(subject, Attribution):
        return Markup()
    source, sentence = subject.source, document.sentences[subject.sentence]
    said = Markup()
    if source is not None and not sentence.start <= source.start < sentence.end:
        said = Markup('<span class="said">{}</span>').format(printable(source.text))
    return said + sign("edge", "›", "end of quotation")
