"""The documentation: its generated pages are current, its links lead somewhere, and it covers the public names."""

import importlib.util
import re
from pathlib import Path

import pytest

import stancekit
from stancekit import comparison, jobs

CHECKOUT = Path(__file__).parents[1]
DOCS = CHECKOUT / "docs"
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PAGES = "https://github.com/stancekit/stancekit/blob/main/"
PICTURES = "https://raw.githubusercontent.com/stancekit/stancekit/main/"
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def generate():
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


@pytest.mark.parametrize(("module", "page"), [(stancekit, "python"), (jobs, "jobs"), (comparison, "python")])
def test_the_reference_covers_every_public_name(module, page):
    text = (DOCS / "reference" / f"{page}.md").read_text(encoding="utf-8")
    whole_modules = set(re.findall(r"automodule:: (\S+)", text))
    for name in module.__all__:
        described = f"{module.__name__}.{name}" in text
        assert described or getattr(getattr(module, name), "__module__", None) in whole_modules, name


def test_the_version_is_stated_once_more():
    assert f"\nversion: {stancekit.__version__}\n" in (CHECKOUT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {stancekit.__version__} " in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
