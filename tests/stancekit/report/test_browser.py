"""The pages in Chromium: scripts, requests, keyboard, accessibility, contrast and print."""

import re
from dataclasses import replace

import pytest

from stancekit.comparison import compare
from stancekit.report import comparison_page
from stancekit.report.article_page import MAX_CHARACTERS
from tests.stancekit.report.test_article_page import HOSTILE, hostile
from tests.stancekit.report.test_validation_page import section
from tests.support.chromium import needs_chromium, running
from tests.support.documents import article, document, sentence
from tests.support.score_tables import write_scores

pytestmark = needs_chromium

CONTRAST = """
() => {
  const channels = (color) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return (under) => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = under; context.fillRect(0, 0, 1, 1);
      context.fillStyle = color; context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest("script, style, option")) continue;
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.unshift(getComputedStyle(one).backgroundColor);
    const under = layers.reduce((color, layer) => `rgb(${channels(layer)(color).join(" ")})`, "rgb(255 255 255)");
    const style = getComputedStyle(element);
    const [a, b] = [channels(style.color)(under), channels(under)(under)].map(luminance);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${element.className} ${walker.currentNode.data}`);
  }
  return faint;
}
"""


@pytest.fixture(scope="module")
def chromium():
    with running() as browser:
        yield browser


@pytest.fixture
def visit(chromium, tmp_path):
    """Open a page from a file, and fail at the end if it logged an error or requested anything."""
    pages = []

    def open_page(written, **options):
        path = tmp_path / f"page-{len(pages)}.html"
        path.write_text(written, encoding="utf-8")
        shown = chromium.new_page(**options)
        trouble = []
        shown.on("console", lambda message: trouble.append(message.text))
        shown.on("pageerror", lambda error: trouble.append(str(error)))
        shown.on("request", lambda request: trouble.append(request.url) if request.url != path.as_uri() else None)
        shown.on("dialog", lambda dialog: trouble.append(dialog.message))
        shown.goto(path.as_uri())
        pages.append((shown, trouble))
        return shown

    yield open_page
    for shown, trouble in pages:
        assert trouble == []
        shown.close()


def comparison(folder, *, outlets=("North", "South"), actor="Ana Roth"):
    """Return the page of a small corpus with a contrast between two outlets."""
    articles = [
        {
            "outlet": outlet,
            "date": f"2024-{month:02}-03",
            "opinion": 0.1 * month,
            "stances": {actor: [side * 0.6, side * 0.7 - 0.01 * month]},
        }
        for outlet, side in zip(outlets, (1, -1), strict=True)
        for month in range(1, 8)
    ]
    return comparison_page.to_html(
        compare(write_scores(folder, articles), by="outlet", over="date"), title="Two outlets"
    )


def left(page):
    return page.eval_on_selector_all("main .s:not(.off)", "all => all.map((one) => one.id)")


def test_the_filter_works_by_mouse(visit):
    page = visit(article().to_html())
    assert left(page) == ["s0", "s1"] and page.locator("output").text_content() == ""
    page.locator("#actor").select_option(label="Lena Vogt")
    assert left(page) == ["s1"] and page.locator("output").text_content() == "1 of 2 sentences"
    page.get_by_label("opinions only").click()
    assert left(page) == []
    page.locator("#actor").select_option(label="all")
    assert left(page) == ["s0"]


def test_the_filter_works_by_keyboard(visit):
    page = visit(article().to_html())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "actor"
    page.keyboard.type("Lena")
    page.keyboard.press("Tab")
    assert left(page) == ["s1"]
    page.keyboard.press("Space")
    assert left(page) == [] and page.get_by_label("opinions only").is_checked()


def test_the_page_is_whole_without_script(visit):
    page = visit(article().to_html(), java_script_enabled=False)
    assert not page.locator(".control").is_visible()
    assert page.locator("main").inner_text().count("Mayor") == 1 and page.locator("aside").is_visible()


def test_figures_show_for_whom_points_or_tabs_there(visit):
    page = visit(article().to_html())

    def tip(selector):
        style = f"getComputedStyle(document.querySelector({selector!r}), '::after')"
        return page.evaluate(f"{style}.display === 'none' ? '' : {style}.content")

    assert "opinion 87%" not in tip("#s0")
    page.locator("#s0").hover(position={"x": 40, "y": 8})
    assert "opinion 87%" in tip("#s0")
    page.locator("#s0 .mention").hover()
    assert "against 80%" in tip("#s0 .mention") and tip("#s0") == ""
    page.mouse.move(0, 0)
    page.locator("#s1").focus()
    assert "Lena Vogt: favor 80%" in tip("#s1")


def test_the_accessibility_tree_names_the_marks(visit):
    page = visit(article().to_html())
    tree = page.locator("main").aria_snapshot()
    for name in ("opinion", "biased wording", "against Ana Roth", "favor Lena Vogt", "neutral Larn"):
        assert f'img "{name}"' in tree
    assert 'combobox "Actor"' in page.locator("body").aria_snapshot()
    assert re.search(r'img "−0.70, 95% interval −0.95 to −0.31"', page.locator("aside").aria_snapshot())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_has_contrast(visit, scheme):
    page = visit(article().to_html(), color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    page.locator("#actor").select_option(label="Lena Vogt")
    assert page.evaluate(CONTRAST) == []


def test_a_very_long_article_can_be_read(visit):
    line = "Roth won the vote in the end. "
    one = sentence(line, line.strip(), opinion=0.2)
    many = [replace(one, start=at, end=at + len(line) - 1) for at in range(0, 5_000_000, len(line))]
    page = visit(document(line * len(many), many).to_html())
    assert page.locator("main .s").count() == MAX_CHARACTERS // len(line)
    assert f"the first {MAX_CHARACTERS // len(line)} of {len(many)} sentences" in page.get_by_role("note").inner_text()
    page.get_by_label("opinions only").click()
    assert page.locator("output").text_content() == f"0 of {MAX_CHARACTERS // len(line)} sentences"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_of_a_corpus_has_contrast(visit, tmp_path, scheme):
    page = visit(comparison(tmp_path / "scores"), color_scheme=scheme)
    for details in page.locator("summary").all():
        details.click()
    assert page.evaluate(CONTRAST) == []
    page.locator("figure svg text").first.wait_for()
    inks = page.eval_on_selector_all(
        "figure svg text", "all => [...new Set(all.map((one) => getComputedStyle(one).fill))]"
    )
    assert len(inks) == 2  # the page's ink and its muted ink, which the words around are tested for


def test_a_corpus_is_read_out(visit, tmp_path):
    page = visit(comparison(tmp_path / "scores"), java_script_enabled=False)
    tree = page.locator("body").aria_snapshot()
    assert 'img "Share of opinion and of biased wording by group' in tree
    assert "better in North" in tree and "worse in South" in tree
    page.locator("summary").first.click()
    assert page.get_by_role("row", name="North").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_corpus_does_not_stick_out(visit, tmp_path, width):
    page = visit(comparison(tmp_path / "scores"), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_corpus_prints_on_a4(visit, tmp_path):
    page = visit(comparison(tmp_path / "scores"))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


@pytest.mark.parametrize("words", [*HOSTILE[:5], "$\\frac{1}{0}$ evil \u202e gnp.exe", "$x^$", "$$", "\uffff"])
def test_no_word_of_a_corpus_runs_or_asks_for_anything(visit, tmp_path, words):
    page = visit(comparison(tmp_path / "scores", outlets=(words, "South"), actor=words))
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('script, img').length") == 0
    assert "\u202e" not in page.content()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out(visit, width):
    page = visit(article().to_html(), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_fits_on_a4(visit):
    page = visit(article().to_html())
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 within its margins, at 96 dots an inch
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert not page.locator(".control").is_visible()
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_of_the_text_runs_or_asks_for_anything(visit, words):
    for written in (hostile(words).to_html(), hostile(words)._repr_html_()):
        page = visit(written)
        for frame in page.frames:
            assert frame.evaluate("window.hacked") is None
            assert frame.evaluate("document.querySelectorAll('script').length") <= 1
            assert frame.evaluate("document.querySelectorAll('img, iframe iframe').length") == 0


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_section_of_a_validation_can_be_read(visit, tmp_path, width, scheme):
    page = visit(section(tmp_path)[0], viewport={"width": width, "height": 800}, color_scheme=scheme)
    for details in page.locator("#validation summary").all():
        details.click()
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert 'img "Corrected share of opinion by group' in page.locator("#validation").aria_snapshot()
