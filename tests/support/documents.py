"""Documents built by hand, for tests of reports."""

from stancekit.document.records import ActorSummary, Document, Mention, Sentence
from stancekit.document.scores import Measure, Stance

FAVOR, AGAINST, NEUTRAL = Stance(0.1, 0.1, 0.8), Stance(0.8, 0.1, 0.1), Stance(0.1, 0.8, 0.1)
SHARE = Measure(0.5, 0.25, 0.75, 2)
TEXT = "Mayor Roth lied.\n\nVogt won in Larn."


def mention(text, name, *, sentence=0, actor=0, stance=FAVOR, kind="person", voice="opinion"):
    start = text.index(name)
    return Mention(start, start + len(name), name, kind, sentence, actor, stance, voice)


def sentence(text, piece, *, opinion=0.9, bias=0.2, mentions=(), is_title=False):
    start = text.index(piece)
    label = None if opinion is None else "opinion" if opinion > 0.5 else "reported_fact"
    return Sentence(start, start + len(piece), piece, label, opinion, bias, is_title, tuple(mentions))


def actor(index, name, mentions=(), *, stance=None, by_voice=None, kind="person"):
    voices = {"opinion": None, "reported": None, "quoted": None} | (by_voice or {})
    return ActorSummary(index, name.lower(), name, kind, (), tuple(mentions), stance, voices)


def document(text="", sentences=(), actors=(), **fields: object):
    shares = {"opinion_share": SHARE, "bias_share": SHARE} if sentences else {}
    rest = {
        "id": None,
        "opinion_share": None,
        "bias_share": None,
        "stance_spread": None,
        "unscored": (),
        "model": "tiny 1",
        "digest": "0" * 64,
    }
    return Document(text=text, sentences=tuple(sentences), actors=tuple(actors), **(rest | shares | fields))


def article():
    roth = mention(TEXT, "Roth", stance=AGAINST)
    vogt = mention(TEXT, "Vogt", sentence=1, actor=1, stance=FAVOR, voice="reported")
    larn = mention(TEXT, "Larn", sentence=1, actor=2, stance=NEUTRAL, voice="reported", kind="place")
    return document(
        TEXT,
        [
            sentence(TEXT, "Mayor Roth lied.", opinion=0.87, bias=0.7, mentions=[roth]),
            sentence(TEXT, "Vogt won in Larn.", opinion=0.06, bias=0.5, mentions=[vogt, larn]),
        ],
        [
            actor(
                0,
                "Ana Roth",
                [roth],
                stance=Measure(-0.7, -0.95, -0.31, 1, "against"),
                by_voice={"opinion": Measure(-0.71, -1.0, -0.3, 1, "against")},
            ),
            actor(
                1,
                "Lena Vogt",
                [vogt],
                stance=Measure(0.42, -0.1, 0.9, 1, "unclear"),
                by_voice={"reported": Measure(0.43, 0.0, 0.9, 1, "unclear")},
            ),
            actor(2, "Larn", [larn], stance=Measure(-0.001, -0.2, 0.2, 1, "neutral"), kind="place"),
            actor(3, "Absent One", kind=None),
        ],
    )
