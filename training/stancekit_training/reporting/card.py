"""The model card: what the model was made from, how good it is, and what it must not be used for."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stancekit_training.audit import section
from stancekit_training.corpora.registry import CORPORA
from stancekit_training.recipe import Config
from stancekit_training.reporting.markdown import table

CARD = "README.md"
LICENSE = "LICENSE"

USES = """\
## What it is for

Reading English news text: telling sentences in which the author gives an
opinion from reported facts, marking biased wording, finding the persons,
organizations and places named, and measuring how a sentence casts each of
them. It is meant for research on news, for newsrooms that look at their own
pages, and for counting over many articles. It also tells who is quoted in
which words, and which words are loaded.

## What it is not for

- Judging a person, a journalist or an outlet on a few sentences: look at the
  intervals, they are wide for a reason.
- Moderation, ranking or any decision about people without a human who reads
  the text.
- Truth: a reported fact may be false and an opinion may be right.
- Other languages, social media, fiction, and text before the 2010s, which it
  was neither trained nor measured on.

## Known limits

- The sentence is read alone: irony or a pronoun that only the sentence before
  explains is missed.
- Stance counts the whole sentence, quoted words included. Whose voice it is
  hangs on the attribution that is found: see the scores of its parts.
- What is marked as attributed follows PolNeAR, which goes far: plans, hopes
  and acts of support count beside words.
- The corpora are mostly of US politics between 2010 and 2020; names that were
  prominent then may carry their reputation into the score.
- The scores below are on development data, which chose the epoch.
"""


def write_card(folder: Path, config: Config, metrics: Mapping[str, Any]) -> None:
    """Write the card and the licence notice of the weights beside a model."""
    (folder / CARD).write_text("\n".join(_lines(config, metrics)) + "\n", encoding="utf-8")
    (folder / LICENSE).write_text("\n".join(_license(config)) + "\n", encoding="utf-8")


def _lines(config: Config, metrics: Mapping[str, Any]) -> Iterator[str]:
    yield f"# {config.name} {config.version}"
    yield ""
    yield f"One encoder, `{config.base}`, with the heads {', '.join(config.heads)}, fine-tuned on the corpora below"
    yield "and exported as one ONNX graph with int8 weights for `stancekit`."
    if len(config.seeds) > 1:
        yield f"It is the mean of the weights of {len(config.seeds)} fits of different seeds."
    if config.unlabelled:
        yield "That mean then learned what they say together of unlabelled articles, beside the labels of the corpora."
    yield ""
    yield USES
    yield "## Scores on development data"
    yield ""
    names = list(dict.fromkeys(name for row in metrics["scores"] for name in row["baselines"]))
    yield from table(
        ("head", "corpus", "metric", "score", "95 % interval", "items", *names),
        (
            (
                row["head"],
                row["corpus"],
                row["metric"],
                f"{row['value']:.3f}",
                f"{row['low']:.3f} to {row['high']:.3f}",
                f"{row['count']:,}",
                *(f"{row['baselines'][name]:.3f}" if name in row["baselines"] else "" for name in names),
            )
            for row in metrics["scores"]
        ),
    )
    yield ""
    yield "Intervals are percentile bootstraps over sentences. Stance is measured toward given spans, actors by exact"
    yield "characters and kind, roles and loaded words word by word. A whole attribution is right if its cue shares a"
    yield "word with the gold one, and source and content at least half of the words of either side."
    yield ""
    yield from _baselines(names, metrics["others"])
    if "articles" in metrics:
        yield from _articles(metrics["articles"])
    if "voices" in metrics:
        yield from _voices(metrics["voices"])
    if "audit" in metrics:
        yield from section.lines(metrics)
    yield from _calibration(metrics["calibration"])
    yield from _parity(metrics["parity"])
    yield from _corpora(config)


TARGET_BLIND = "target-blind"
BASELINES = {
    "majority": "the most frequent label everywhere",
    "lexicon": "VADER's word lists, blind to who is meant",
}


def _baselines(names: list[str], others: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "What stands beside the scores:"
    yield ""
    for name in names:
        if name in BASELINES:
            yield f"- {name}: {BASELINES[name]}."
        elif name == TARGET_BLIND:
            corpora = ", ".join(others[name]["corpora"])
            yield f"- {name}: one seed that is not told which words are the target, trained on {corpora}."
        else:
            other = others[name]
            yield f"- {name}: {other['name']}, trained on {', '.join(other['corpora'])} alone ({other['license']})."
    yield ""


def _articles(articles: Mapping[str, Any]) -> Iterator[str]:
    rows = articles["stances"]
    yield "## Whole articles"
    yield ""
    yield "Macro-F1 of against, neutral and favor toward the actors that a corpus lists, given by name. *As displayed*"
    yield "is the label if it takes a side, else the leaning; elsewhere the surplus of sentences on one side decides,"
    yield "with two thresholds fitted on PerSenT's development articles (fixed_test is about two presidents alone)."
    yield "Beside it the mean of VADER over the sentences that name the actor, and the label most frequent for that"
    yield "name in other articles. The lead is over the best of these, the lower end of its 95 % interval."
    yield ""
    names = list(dict.fromkeys(name for row in rows for name in row["baselines"]))
    yield from table(
        ("articles", "score", "95 % interval", "items", *names, "lead"),
        (
            (
                row["articles"],
                f"{row['value']:.3f}",
                f"{row['low']:.3f} to {row['high']:.3f}",
                f"{row['count']:,}",
                *(f"{row['baselines'][name]:.3f}" if name in row["baselines"] else "" for name in names),
                f"{min(row['ahead'].values()):+.3f}",
            )
            for row in rows
        ),
    )
    yield ""
    found, linking = articles["recall"], articles["linking"]
    named = f"{found['main, by name']:.1%} and {found['salient, by name']:.1%}"
    yield f"- SEESAW's listed actors that are found, and under one: {found['main']:.1%} of the main ones,"
    yield f"  {found['salient']:.1%} of the salient; of those listed by a proper name {named}."
    yield f"- BASIL's negative feelings against the rest: AUC {articles['basil_auc']:.3f}."
    yield f"- Names in twenty annotated articles: {linking['found']:.1%} are found, and joined with a B-cubed F1 of"
    yield f"  {linking['f1']:.3f}, singletons apart."
    yield ""


def _voices(voices: Mapping[str, Any]) -> Iterator[str]:
    yield "## Whose voice"
    yield ""
    pairs, stances = voices["pairs"], f"{voices['stances']:,}"
    own, flips, stays = (f"{voices[name]:.1%}" for name in ("own", "flips", "stays"))
    yield f"{pairs} pairs of sentences of our own give the same judgement as the author's and as a source's:"
    yield ""
    yield f"- {own} are an opinion as the author's, {flips} are that and a reported fact as a source's."
    yield f"- The stance toward the one who is judged stays in {stays}."
    yield ""
    yield f"SEESAW's valid part has {stances} stances toward actors that the sentence names; a source's are told"
    yield f"from the text's own with a balanced accuracy of {voices['holder']:.3f}."
    yield ""


def _calibration(calibration: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    yield "## Calibration"
    yield ""
    yield "One temperature a head, cross-fitted in 5 folds; the expected calibration error (ECE, 10 bins of equal mass)"
    yield "stands beside what a perfectly calibrated model of the same size would show."
    yield ""
    yield from table(
        ("head", "temperature", "ECE", "of a perfect model", "excess", "NLL", "Brier", "items"),
        (
            (
                head,
                *(f"{row[name]:.3f}" for name in ("temperature", "error", "perfect", "excess", "nll", "brier")),
                f"{row['count']:,}",
            )
            for head, row in calibration.items()
        ),
    )
    yield ""


def _parity(parity: Mapping[str, Any]) -> Iterator[str]:
    yield "## Quantisation"
    yield ""
    yield f"The int8 graph beside the fp32 graph, measured on {parity['processor']}:"
    yield ""
    yield from table(
        ("head", "labels equal", "fp32 score", "int8 score"),
        (
            (row["head"], f"{row['agreement']:.1%}", f"{row['fp32']:.3f}", f"{row['int8']:.3f}")
            for row in parity["heads"]
        ),
    )
    yield ""


def _corpora(config: Config) -> Iterator[str]:
    yield "## Data and licences"
    yield ""
    yield from table(
        ("corpus", "heads", "use", "licence as its source states it", "cite", "address"),
        (
            (
                name,
                ", ".join(head for head in corpus.heads if head in config.heads),
                _use(config, name),
                corpus.license,
                corpus.citation,
                corpus.address,
            )
            if (corpus := CORPORA.get(name))
            else (name, "", _use(config, name), "labels of your own", "", "")
            for name in (*config.corpora, *filter(None, [config.unlabelled]))
        ),
    )
    yield ""
    yield from _license(config)


def _use(config: Config, name: str) -> str:
    if name == config.unlabelled:
        return "distillation, its labels unused"
    return "training" if name in config.trained_on else "measuring alone"


def _license(config: Config) -> Iterator[str]:
    restricted = [name for name in config.trained_on if name in CORPORA and not CORPORA[name].permissive]
    yield f"Weights of {config.name} {config.version}: {config.license}."
    yield ""
    if restricted:
        yield f"They were trained in part on {', '.join(restricted)}, whose licences are non-commercial, unstated or"
        yield "limited to research. Whether a licence of training data binds the weights is not settled; whoever wants"
        yield "to be safe uses these weights for research and other non-commercial purposes only, credits the corpora,"
        yield "and trains on permissive corpora for anything else. The code of stancekit is under Apache-2.0."
    else:
        yield "Every public corpus that they were trained on has a permissive licence."
