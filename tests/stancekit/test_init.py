"""The public face: its names, and what importing it leaves alone."""

import subprocess
import sys

import pytest

import stancekit
from stancekit import annotation

HEAVY = [
    "torch",
    "jinja2",
    "markupsafe",
    "trafilatura",
    "matplotlib",
    "transformers",
    "datasets",
    "stancekit_training",
    "rich",
    "typer",
    "pyarrow",
    "ray",
    "huggingface_hub",
]
INFERENCE = ["numpy", "onnxruntime", "tokenizers"]


def test_public_names_are_pinned():
    assert stancekit.__all__ == [
        "Actor",
        "ActorError",
        "ActorSpan",
        "ActorSummary",
        "ActorWarning",
        "ArtifactError",
        "Attribution",
        "AttributionParts",
        "Cluster",
        "DecodeError",
        "Document",
        "FileWarning",
        "FolderError",
        "FormatError",
        "InputError",
        "JobError",
        "LanguageWarning",
        "Loaded",
        "Measure",
        "Mention",
        "Model",
        "OptionError",
        "PageWarning",
        "Portrayal",
        "RowWarning",
        "Scores",
        "Sentence",
        "Span",
        "SpanError",
        "Stance",
        "StancekitError",
        "Text",
        "annotation",
        "comparison",
        "jobs",
        "load",
        "plain_text",
        "read_actors",
        "read_page",
        "validation",
    ]
    assert all(hasattr(stancekit, name) for name in stancekit.__all__)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        _ = stancekit.lod


def imported(statement: str) -> set[str]:
    """Return the top-level modules in a fresh interpreter after a statement."""
    code = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_import_costs_nothing():
    modules = imported("import stancekit")
    assert "stancekit" in modules
    assert modules.isdisjoint(HEAVY + INFERENCE)


def test_the_command_line_imports_no_labeling_tool_before_it_is_asked_for():
    code = "import sys, stancekit.cli, stancekit.annotation; print('stancekit.annotation.tool_files' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
    assert dir(annotation) == sorted(annotation.__all__)
    assert all(hasattr(annotation, name) for name in annotation.__all__)


def test_load_needs_no_training_package():
    modules = imported("import stancekit; stancekit.load()")
    assert modules.issuperset(INFERENCE)
    assert modules.isdisjoint(HEAVY)


def test_public_names_are_listed_and_found():
    assert dir(stancekit) == sorted(stancekit.__all__)
    assert all(getattr(stancekit, name).__name__.rpartition(".")[2] == name for name in stancekit.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        stancekit.analyse  # noqa: B018


def test_packages_with_extras_are_reached_from_the_package():
    modules = imported("import stancekit; stancekit.jobs.score; stancekit.comparison.compare")
    assert "pyarrow" in modules and "torch" not in modules
