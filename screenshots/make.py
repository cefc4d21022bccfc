"""Write the screenshots of the README and the documentation: the two reports in Chromium, and a figure.

pip install -e ".[dev]" -c constraints.txt && apt-get install chromium
python screenshots/make.py
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import stancekit
from stancekit import jobs
from stancekit.comparison import Comparison, compare

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
SIZE = {"width": 1240, "height": 980}


def article_page() -> str:
    """Return the page of an example article; its first line is the headline."""
    text = (EXAMPLES / "mixed.txt").read_text(encoding="utf-8")
    return stancekit.load()(stancekit.Text(text, title=(0, text.index("\n")))).to_html()


def comparison_of(folder: Path) -> Comparison:
    """Score the example corpus and compare its outlets."""
    corpus = EXAMPLES / "corpus.jsonl"
    jobs.score(corpus, folder, text="body", title="title", id="url", keep=["outlet", "date"])
    return compare(folder, by="outlet", over="date")


def main() -> None:
    """Write the screenshots."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        comparison = comparison_of(Path(scratch) / "scores")
        comparison.plot_actors().figure.savefig(HERE / "figure-actors.png", dpi=180)
        pages = {"article": article_page(), "corpus": comparison.to_html("Three newspapers, 2025")}
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
