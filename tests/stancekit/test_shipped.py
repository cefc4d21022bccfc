"""The model that comes with the package, as it lies in the checkout."""

import json
import tomllib
from pathlib import Path

import pytest

import stancekit
from stancekit.labels import HEADS
from stancekit.network.model_folder import bundled, open_model_folder

CHECKOUT = Path(__file__).parents[2]
FOLDER = CHECKOUT / "models" / "stancekit-small"
WEIGHTS = ("model.safetensors", "config.json")  # to train on from, too large for the wheel
SENTENCES = [
    "Lena Vogt cleared the debt of the Harbour Commission, and nobody in Kestrel Bay has thanked her for it.",
    "The council met on Monday.",
    "Marcus Thorne is a disgrace to the office he holds!",
    "“The tram will run by 2027,” said the mayor, Marcus Thorne, whom the Transport Office contradicted at once.",
    "Norfield Research asked 1,204 voters between 3 and 9 October",
    "Berlin",
]


def test_it_is_the_bundled_one(shipped):
    assert bundled()["stancekit-small"] == FOLDER
    assert shipped.folder.path == FOLDER
    assert set(shipped.folder.manifest.heads) == set(HEADS)


def test_the_tokenizer_neither_pads_nor_truncates():
    tokenizer = json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
    assert tokenizer["padding"] is None
    assert tokenizer["truncation"] is None


def test_the_wheel_takes_every_file_of_it_by_name():
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    expected = {path.relative_to(CHECKOUT).as_posix() for path in FOLDER.iterdir() if path.name not in WEIGHTS}
    assert {source for source in included if source.startswith("models/")} == expected
    assert all(included[source] == f"stancekit/{source}" for source in expected)
    assert set(open_model_folder(FOLDER).manifest.files) < {path.name for path in FOLDER.iterdir()}


def test_same_sentence_same_answer_whatever_its_company(shipped):
    alone = {text: shipped(text).sentences[0] for text in SENTENCES}
    together = shipped("\n\n".join(SENTENCES)).sentences
    piped = [document.sentences[0] for document in stancekit.load(threads=4).pipe(reversed(SENTENCES))]
    for sentence in (*together, *piped):
        expected = alone[sentence.text]
        assert sentence.opinion == pytest.approx(expected.opinion, abs=1e-4)
        assert sentence.bias == pytest.approx(expected.bias, abs=1e-4)
        scores, own = (
            [mention.stance.score for mention in one.mentions if mention.form == "name"] for one in (sentence, expected)
        )
        assert scores == pytest.approx(own, abs=1e-4)  # whom "it" refers to depends on the sentences before


def test_it_reads_a_plain_case(shipped):
    document = shipped("\n".join(SENTENCES[1:3]))
    assert [sentence.label for sentence in document.sentences] == ["reported_fact", "opinion"]
    (thorne,) = [actor for actor in document.actors if actor.name == "Marcus Thorne"]
    assert thorne.kind == "person"
    assert thorne.mentions[0].stance.label == "against"
    assert [mention.text for mention in thorne.mentions] == ["Marcus Thorne", "he"]
    assert thorne.by_voice["reported"] is None


def test_card_and_reference_state_the_measured_scores():
    metrics = json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    reference = (CHECKOUT / "docs" / "reference" / "scores.md").read_text(encoding="utf-8")
    assert {row["head"].partition(" ")[0] for row in metrics["scores"]} == set(HEADS)
    articles = metrics["articles"]
    for row in articles["stances"]:
        line = f"| {row['articles']} | {row['value']:.3f} | {row['low']:.3f} to {row['high']:.3f} | {row['count']:,} | "
        assert line in card and line in reference
    for share in articles["recall"].values():
        assert f"{share:.1%}" in card and f"{share:.1%}" in reference
    for row in metrics["scores"]:
        line = f"| {row['head']} | {row['corpus']} | {row['metric']} | {row['value']:.3f} | {row['low']:.3f} to "
        assert line in card and line in reference
        for baseline in row["baselines"].values():
            assert f"| {baseline:.3f} |" in reference[reference.index(line) :].partition("\n")[0]
    for head in ("opinion", "stance"):
        assert f"{metrics['calibration'][head]['excess']:.3f} for {head}" in reference
