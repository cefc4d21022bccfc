"""The specification of a job, and the ways to run one."""

import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

import stancekit
from stancekit.document import tables
from stancekit.errors import ActorError, InputError
from stancekit.jobs import Columns, JobSpec, LocalExecutor, run
from tests.support.job_files import canonical, write_rows

LEVELS = list(tables.LEVELS)


def test_a_spec_normalizes_its_options(tmp_path):
    spec = JobSpec(inputs=tmp_path / "a.csv", columns=Columns(keep=["desk"]), levels=["mention", "document", "mention"])
    assert spec.inputs == (str(tmp_path / "a.csv"),)
    assert spec.columns.keep == ("desk",)
    assert spec.levels == ("document", "mention")
    assert JobSpec(inputs="a.csv").levels == tables.LEVELS
    assert JobSpec(inputs=["a.csv"], levels="actor").levels == ("actor",)
    assert JobSpec(inputs="a.csv", actors=["Anna Berg"]).actors == (stancekit.Actor("Anna Berg"),)


def test_a_spec_is_frozen_replaceable_hashable_and_pickles(tmp_path):
    spec = JobSpec(inputs=["a.csv", "b.csv"], model=tmp_path, part_rows=7)
    with pytest.raises(FrozenInstanceError):
        spec.part_rows = 8
    assert replace(spec, part_rows=8) == JobSpec(inputs=["a.csv", "b.csv"], model=tmp_path, part_rows=8)
    assert pickle.loads(pickle.dumps(spec)) == spec and hash(spec)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"input_format": "xml"}, "unknown input format 'xml'; valid input formats: jsonl, csv, parquet"),
        ({"output": "csv"}, "unknown output format 'csv'; valid output formats: parquet, jsonl"),
        ({"levels": ["word"]}, "valid levels: document, sentence, mention, actor"),
        ({"part_rows": 0}, "at least one row and one character"),
        ({"part_characters": 0}, "at least one row and one character"),
        ({"shard": "0/4"}, "the shard is '0/4', expected a number and their count, such as 3/16"),
        ({"shard": "third"}, "the shard is 'third', expected a number and their count, such as 3/16"),
    ],
)
def test_an_invalid_option_is_an_error_without_any_file(options, message):
    with pytest.raises(InputError, match=message):
        JobSpec(inputs="missing.csv", **options)


def test_kept_columns_make_way_for_the_tables_own():
    columns = Columns(keep=["label", "desk", "text", "input_text", "label"])
    assert columns.kept_names == {
        "label": "input_label",
        "desk": "desk",
        "text": "input_input_text",
        "input_text": "input_text",
    }


def test_a_single_str_of_kept_columns_and_a_blank_actor_are_errors():
    with pytest.raises(TypeError, match=r"expected a list of them: keep=\['desk'\]"):
        Columns(keep="desk")
    with pytest.raises(ActorError):
        JobSpec(inputs="a.csv", actors=["!!"])


def test_executors_check_their_workers():
    with pytest.raises(InputError, match="workers is 0, expected at least 1"):
        LocalExecutor(workers=0)


def test_run_with_a_spec_equals_score_with_its_options(score_rows, tiny_model_folder, tmp_path):
    input_file = write_rows(tmp_path / "a.jsonl", 20, bad={3})
    scored = score_rows(input_file, tmp_path / "scored", keep=["desk"])
    spec = JobSpec(inputs=input_file, columns=Columns(id="id", keep=("desk",)), model=tiny_model_folder)
    summary = run(spec, tmp_path / "run", executor=LocalExecutor(workers=1))
    assert (summary.rows, summary.scored, summary.tables) == (scored.rows, scored.scored, scored.tables)
    assert canonical(tmp_path / "run", LEVELS) == canonical(tmp_path / "scored", LEVELS)


@pytest.mark.parametrize("missing", ["ray", "pyarrow"])
def test_the_package_imports_without_its_extras(missing):
    code = f"import sys; sys.modules[{missing!r}] = None; import stancekit; print(stancekit.jobs.score.__name__)"
    root = Path(__file__).parents[3]
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    if missing == "ray":
        assert result.stdout.strip() == "score", result.stderr
    else:
        assert "ImportError: batch jobs need pyarrow: pip install 'stancekit[jobs]', or in a checkout" in result.stderr
