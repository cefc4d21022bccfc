"""Annotated sentences, one written by hand and any number drawn at random."""

from hypothesis import strategies

from stancekit.annotation import AnnotatedSentence, LabeledActor, LabeledAttribution, LabeledTarget, Origin
from stancekit.annotation.options import HEADS
from stancekit.labels import BIAS, KINDS, OPINION, STANCE

TEXT = "🚢 Mayor Roth 🙂 “ruined” the port, says Vogt; she is right 𝄞."
LETTERS = strategies.one_of(strategies.sampled_from("ab .,\n🙂𝄞é👩‍🚒"), strategies.characters(codec="utf-8"))


def span_of(piece, text=TEXT):
    start = text.index(piece)
    return start, start + len(piece)


def harbor_sentence(**fields):
    """Return a sentence with a label of every kind, and characters beyond the first 65,536 around all of them."""
    values = {
        "opinion": "opinion",
        "bias": "biased",
        "targets": (
            LabeledTarget(*span_of("Mayor Roth 🙂"), "against"),
            LabeledTarget(*span_of("Vogt"), "favor"),
            LabeledTarget(*span_of("she"), "favor"),
        ),
        "actors": (LabeledActor(*span_of("Mayor Roth 🙂"), "person"), LabeledActor(*span_of("Vogt"), "person")),
        "attributions": (
            LabeledAttribution(
                (span_of("Vogt"),), (span_of("says"),), (span_of("🚢 Mayor Roth 🙂"), span_of("the port"))
            ),
        ),
        "loaded": (span_of("ruined"),),
        "origin": Origin("a1", 100, 100 + len(TEXT), "Ships wait.", "They leave 🚢.", 0.25, "tiny 1", 0.9),
    }
    return AnnotatedSentence(TEXT, HEADS, **(values | fields)).normalized()


@strategies.composite
def sentences(draw):
    """Draw a sentence with any labels."""
    text = draw(strategies.text(LETTERS, min_size=1, max_size=30).filter(str.strip))
    spans = strategies.lists(strategies.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    pieces = strategies.lists(spans.map(tuple), max_size=2).map(tuple)
    heads = tuple(draw(strategies.sets(strategies.sampled_from(HEADS), min_size=1)))
    targets = strategies.builds(
        lambda span, stance: LabeledTarget(*span, stance), spans, strategies.sampled_from(STANCE)
    )
    actors = strategies.builds(lambda span, kind: LabeledActor(*span, kind), spans, strategies.sampled_from(KINDS))
    attributions = strategies.builds(LabeledAttribution, pieces, pieces, pieces)
    numbers = strategies.one_of(strategies.none(), strategies.integers(0, 10**6))
    shares = strategies.one_of(strategies.none(), strategies.floats(0.001, 1))
    names = strategies.one_of(strategies.none(), strategies.text(LETTERS, max_size=5))
    return AnnotatedSentence(
        text,
        heads,
        opinion=draw(strategies.sampled_from(OPINION)),
        bias=draw(strategies.sampled_from(BIAS)),
        targets=tuple(draw(strategies.lists(targets, max_size=3))),
        actors=tuple(draw(strategies.lists(actors, max_size=3))),
        attributions=tuple(draw(strategies.lists(attributions, max_size=3))),
        loaded=draw(pieces),
        origin=draw(strategies.builds(Origin, names, numbers, numbers, names, names, shares, names, shares)),
        is_reviewed=draw(strategies.booleans()),
    ).normalized()
