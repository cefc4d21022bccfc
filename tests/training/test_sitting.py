"""One sitting with the bundled model: a table, a figure, labels corrected in a tool, a model of one's own, spaCy."""

import json
from pathlib import Path

import pandas
import pytest
from stancekit_training.cli import app as training
from typer.testing import CliRunner

import stancekit
from stancekit.cli import app
from stancekit.comparison import compare

spacy = pytest.importorskip("spacy")
CHECKOUT = Path(__file__).parents[2]
CORPUS = CHECKOUT / "examples" / "corpus.jsonl"
COLUMNS = ("--text-column", "body", "--title-column", "title", "--id-column", "url", "--keep", "outlet")
ARTICLES = 9
RECIPE = """
name = "mine"
version = "0.1"
base = "{base}"
seeds = [1]
heads = {{ opinion = 1.0 }}
[corpora]
mine = {{ train = "labels.jsonl" }}
[fit]
epochs = 1
learning_rate = 1e-5
head_learning_rate = 1e-4
"""


def run(app, *arguments):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def frame():
    rows = map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())
    articles = pandas.DataFrame(rows)
    return articles.groupby("outlet").head(ARTICLES // articles["outlet"].nunique()).reset_index(drop=True)


@pytest.fixture(scope="module")
def folder(frame, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sitting")
    frame.to_json(folder / "articles.jsonl", orient="records", lines=True)
    return folder


def test_a_frame_gives_tables(frame):
    scores = stancekit.load().score(frame[:2], text="body", id="url", title="title", keep=["outlet"])
    assert isinstance(scores.sentences, pandas.DataFrame) and set(scores.documents["id"]) == set(frame["url"][:2])
    assert {"opinion", "reported_fact"} >= set(scores.sentences["label"].dropna())


def test_from_scores_to_a_model_of_ones_own(folder):
    scored = folder / "scored"
    run(app, "score", folder / "articles.jsonl", "-o", scored, *COLUMNS)
    compare(scored, by="outlet").plot_actors().figure.savefig(folder / "actors.png")
    assert (folder / "actors.png").stat().st_size > 1000

    sample, tasks, labels = folder / "sample.csv", folder / "tasks.json", folder / "labels.jsonl"
    run(app, "sample", scored, "-n", 100, "-o", sample)
    run(app, "export", scored, "--to", "label-studio", "--sample", sample, "--head", "opinion", "-o", tasks)
    exported = json.loads(tasks.read_text())
    for task in exported:
        result = task.pop("predictions")[0]["result"]
        if task["data"]["text"].endswith("?"):  # the correction: a question is an opinion
            result[0]["value"]["choices"] = ["opinion"]
        task["annotations"] = [{"result": result, "completed_by": 1}]
    tasks.write_text(json.dumps(exported))
    assert "100 sentences" in run(app, "import", tasks, "--from", "label-studio", "-o", labels)

    recipe, runs, own = folder / "mine.toml", folder / "runs", folder / "mine"
    recipe.write_text(RECIPE.format(base=CHECKOUT / "models" / "stancekit-small"))
    run(training, "fit", "--config", recipe, "--runs", runs)
    run(training, "export", "--config", recipe, "--runs", runs, "--out", own)
    again = folder / "again"
    run(app, "score", folder / "articles.jsonl", "-o", again, *COLUMNS, "--model", own)
    validated = json.loads(run(app, "validate", again, labels, "--by", "outlet", "--json"))
    assert validated["gold"]["labels"] == 100 and validated["agreement"]["accuracy"]["score"] > 0.7

    copy = stancekit.load(own).save_pretrained(folder / "copy")
    assert stancekit.load(copy).folder.digest == stancekit.load(own).folder.digest

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe("stancekit", config={"model": str(copy)})
    document = pipeline("The council met on Monday. What were they thinking?")
    assert [0 < sentence._.opinion < 1 for sentence in document.sents] == [True, True]
