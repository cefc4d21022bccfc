"""The models that come with the package, as they lie in the checkout."""

import json
import tomllib
from pathlib import Path

import pytest

import stancekit
from stancekit.labels import HEADS
from stancekit.network.model_folder import bundled, open_model_folder

CHECKOUT = Path(__file__).parents[2]
NAMES = ("stancekit-small", "stancekit-open")
FOLDERS = [CHECKOUT / "models" / name for name in NAMES]
FOLDER = FOLDERS[0]
WEIGHTS = ("model.safetensors", "config.json")  # to train on from, too large for the wheel
SENTENCES = [
    "Lena Vogt cleared the debt of the Harbour Commission, and nobody in Kestrel Bay has thanked her for it.",
    "The council met on Monday.",
    "Marcus Thorne is a disgrace to the office he holds!",
    "“The tram will run by 2027,” said the mayor, Marcus Thorne, whom the Transport Office contradicted at once.",
    "Norfield Research asked 1,204 voters between 3 and 9 October",
    "Berlin",
]


@pytest.fixture(scope="module", params=FOLDERS, ids=NAMES)
def folder(request):
    return request.param


@pytest.fixture(scope="module")
def model(folder):
    return stancekit.load(folder.name)


def test_the_first_is_the_default(shipped):
    assert shipped.folder.path == FOLDER


def test_each_is_a_bundled_one_with_all_heads(model, folder):
    assert bundled()[folder.name] == folder == model.folder.path
    assert set(model.folder.manifest.heads) == set(HEADS)
    assert model.coreference is not None and model.portrayals is not None


def test_the_tokenizer_neither_pads_nor_truncates(folder):
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    assert tokenizer["padding"] is None
    assert tokenizer["truncation"] is None


def test_the_wheel_takes_every_file_by_name(folder):
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    expected = {path.relative_to(CHECKOUT).as_posix() for path in folder.iterdir() if path.name not in WEIGHTS}
    assert {source for source in included if source.startswith(f"models/{folder.name}/")} == expected
    assert all(included[source] == f"stancekit/{source}" for source in expected)
    assert set(open_model_folder(folder).manifest.files) < {path.name for path in folder.iterdir()}
    assert f"models/{folder.name}/LICENSE" in settings["project"]["license-files"]


def test_same_sentence_same_answer_whatever_its_company(model, folder):
    alone = {text: model(text).sentences[0] for text in SENTENCES}
    together = model("\n\n".join(SENTENCES)).sentences
    piped = [document.sentences[0] for document in stancekit.load(folder, threads=4).pipe(reversed(SENTENCES))]
    for sentence in (*together, *piped):
        expected = alone[sentence.text]
        assert sentence.opinion == pytest.approx(expected.opinion, abs=1e-4)
        assert sentence.bias == pytest.approx(expected.bias, abs=1e-4)
        scores, own = (
            [mention.stance.score for mention in one.mentions if mention.form == "name"] for one in (sentence, expected)
        )
        assert scores == pytest.approx(own, abs=1e-4)  # whom "it" refers to depends on the sentences before


def test_it_reads_a_plain_case(model):
    document = model("\n".join(SENTENCES[1:3]))
    assert [sentence.label for sentence in document.sentences] == ["reported_fact", "opinion"]
    (thorne,) = [actor for actor in document.actors if actor.name == "Marcus Thorne"]
    assert thorne.kind == "person"
    assert thorne.mentions[0].stance.label == "against"
    assert [mention.text for mention in thorne.mentions] == ["Marcus Thorne", "he"]
    assert thorne.by_voice["reported"] is None


def test_the_open_one_may_be_used_for_any_purpose():
    folder = FOLDERS[1]
    assert open_model_folder(folder).manifest.license == "Apache-2.0"
    assert "\nlicense: apache-2.0\n" in (folder / "README.md").read_text(encoding="utf-8")
    assert "has a license that allows any use" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_its_card_and_the_reference_state_its_scores():
    small, base, own = (
        json.loads((CHECKOUT / "models" / name / "metrics.json").read_text(encoding="utf-8"))["scores"]
        for name in ("stancekit-small", "stancekit-base", "stancekit-open")
    )
    card = (FOLDERS[1] / "README.md").read_text(encoding="utf-8")
    reference = (CHECKOUT / "docs" / "reference" / "scores.md").read_text(encoding="utf-8")
    assert {row["head"].partition(" ")[0] for row in own} == set(HEADS)
    others = [{(row["head"], row["corpus"]): f"{row['value']:.3f}" for row in rows} for rows in (small, base)]
    assert {"babe", "checkthat", "polnear"} < {row["corpus"] for row in own}
    for row in own:
        names = f"| {row['head']} | {row['corpus']} | {row['metric']} |"
        assert f"{names} {row['value']:.3f} | {row['low']:.3f} to " in card
        beside = [scores.get((row["head"], row["corpus"])) for scores in others]
        if all(beside):
            assert f"{names} {beside[0]} | {beside[1]} | {row['value']:.3f} |" in reference


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
