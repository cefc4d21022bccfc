"""Write the pictures of README: the two reports, as Debian's Chromium shows them.

pip install -e ".[dev]" -c constraints.txt && apt-get install chromium
python screenshots/make.py
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import stancekit
from stancekit import jobs
from stancekit.comparison import survey
from stancekit.report import comparison_page

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
SIZE = {"width": 1240, "height": 980}


def article_page() -> str:
    """Return the page of an example article, its first line as the headline."""
    text = (EXAMPLES / "mixed.txt").read_text(encoding="utf-8")
    return stancekit.load()(stancekit.Text(text, title=(0, text.index("\n")))).to_html()


def corpus_page(folder: Path) -> str:
    """Score the example corpus and return the page that compares its outlets."""
    source = EXAMPLES / "corpus.jsonl"
    jobs.score(source, folder, text="body", title="title", id="url", keep=["outlet", "date"])
    return comparison_page.to_html(survey(folder, by="outlet", over="date"), title="Three newspapers, 2025")


def main() -> None:
    """Draw both pages."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        pages = {"article": article_page(), "corpus": corpus_page(Path(scratch) / "scores")}
        for name, page in pages.items():
            file = Path(scratch) / f"{name}.html"
            file.write_text(page, encoding="utf-8")
            shown = browser.new_page(viewport=SIZE)
            shown.goto(file.as_uri())
            shown.screenshot(path=HERE / f"{name}.png")
            print(f"{HERE / name}.png: {(HERE / f'{name}.png').stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
