"""The documentation: its generated pages are current, its links lead somewhere, and it covers the public names."""

import importlib.util
import inspect
import json
import re
import sys
from pathlib import Path

import pytest

import stancekit
from stancekit import annotation, comparison, jobs, validation
from stancekit.labels import ARTICLE_ROLES, SENTENCE_ROLES

CHECKOUT = Path(__file__).parents[1]
DOCS = CHECKOUT / "docs"
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PAGES = "https://github.com/stancekit/stancekit/blob/main/"
PICTURES = "https://raw.githubusercontent.com/stancekit/stancekit/main/"
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def generate():
    sys.path.insert(0, str(DOCS))  # as for a script in this folder
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current(generate):
    assert list(generate.stale_pages()) == []


def test_a_changed_page_is_out_of_date(generate, tmp_path, monkeypatch):
    monkeypatch.setattr(generate, "REFERENCE", tmp_path)
    for name in generate.PAGES:
        (tmp_path / name).write_text(generate.render(name), encoding="utf-8")
    (tmp_path / "columns.md").write_text("# Columns\n", encoding="utf-8")
    (tmp_path / "cli.md").unlink()
    assert list(generate.stale_pages()) == ["cli.md", "columns.md"]


def test_generated_pages_hold_plain_text(generate):
    for name in generate.PAGES:
        assert "\x1b" not in generate.render(name)


def test_the_scores_in_the_readme_are_those_of_the_default_model():
    metrics = json.loads((CHECKOUT / "models" / "stancekit-small" / "metrics.json").read_text(encoding="utf-8"))
    scores = {(row["head"], row["corpus"]): row["value"] for row in metrics["scores"]}
    opinion, stance = scores["opinion", "checkthat"], scores["stance", "newsmtsc"]
    said = f"a macro-F1 of {opinion:.2f} for opinion (CheckThat!) and of {stance:.2f} for stance (NewsMTSC)"
    assert said in " ".join(README.split())


def test_the_page_of_labels_lists_every_role():
    rows = re.findall(r"^\| `(\w+)` \|.* (yes|no) \|$", (DOCS / "labels.md").read_text(encoding="utf-8"), re.MULTILINE)
    roles = {role: answer == "yes" for role, answer in rows}
    assert roles == {role: role in ARTICLE_ROLES for role in SENTENCE_ROLES}


@pytest.mark.parametrize("link", sorted(set(LINK.findall(README))))
def test_links_of_the_readme_are_absolute_and_lead_somewhere(link):
    base = PICTURES if link.endswith(".png") else PAGES
    assert link.startswith(base)
    assert (CHECKOUT / link.removeprefix(base)).is_file()


@pytest.mark.parametrize("path", ["CONTRIBUTING.md", "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))], ids=str)
def test_links_to_the_checkout_lead_somewhere(path):
    page = CHECKOUT / path
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        target = re.sub(r"#.*", "", link.replace(PAGES, f"{CHECKOUT}/").replace("/tree/main/", "/blob/main/"))
        assert target.startswith("https://") or (page.parent / target).exists(), link


def test_the_readme_has_the_commands_for_set_up_and_tests():
    assert "\npip install . -c constraints.txt && stancekit analyze examples/column.txt\n" in README
    assert '\npip install -e ".[dev]" -c constraints.txt && pytest\n' in README


@pytest.mark.parametrize("module", [stancekit, jobs, comparison, validation, annotation])
def test_the_reference_covers_every_public_name(module):
    page = DOCS / "reference" / ("jobs.md" if module is jobs else "python.md")
    headings = re.findall(r"^### `(\w+)`$", page.read_text(encoding="utf-8"), re.MULTILINE)
    modules = {name for name in module.__all__ if inspect.ismodule(getattr(module, name))}
    assert set(module.__all__) - modules <= set(headings)


def test_the_version_is_stated_once_more():
    assert f"\nversion: {stancekit.__version__}\n" in (CHECKOUT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {stancekit.__version__} " in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
