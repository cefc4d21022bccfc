"""The page of `stancekit serve` in Chromium: pasted texts, files, problems, scripts and requests."""

import json

import pytest

pytest.importorskip("uvicorn")

from tests.stancekit.report.test_browser import CONTRAST
from tests.support import server
from tests.support.chromium import needs_chromium, running

pytestmark = needs_chromium

LIED = "The mayor, Anna Berg, lied again."
HOSTILE = '"><script>document.title = "owned"</script><img src="//evil.example/a.png" onerror="alert(1)">'


@pytest.fixture(scope="module")
def address(tiny_model_folder):
    with server.running(tiny_model_folder, "--max-body", "0.0625") as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    with running() as browser:
        yield browser


@pytest.fixture
def visit(chromium, address):
    """Open the page, and fail at the end if it logged an error or requested anything of another site."""
    pages = []

    def open_page(**options):
        page = chromium.new_page(**options)
        page.set_default_timeout(120_000)  # milliseconds
        trouble = []
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: trouble.append(dialog.message))
        page.on("request", lambda each: None if each.url.startswith(address) else trouble.append(each.url))
        page.goto(address)
        pages.append((page, trouble))
        return page

    yield open_page
    for page, trouble in pages:
        assert [each for each in trouble if "Failed to load resource" not in each] == []  # of an answer 4xx
        page.close()


def report(page):
    """Wait for the report, and return its frame."""
    page.locator("#report").wait_for(state="visible")
    return page.frame_locator("#report")


def test_a_pasted_article_becomes_a_report(visit):
    page = visit()
    page.get_by_label("Headline").fill("A day in Larn")
    page.get_by_label("Text").fill(f"{LIED}\n\nThe council met on Monday.")
    page.get_by_role("button", name="Analyze").click()
    frame = report(page)
    assert "A day in Larn" in frame.locator("main h1").text_content()
    assert frame.locator("main .s").count() == 3, frame.locator("main").text_content()
    assert not page.get_by_label("Headline").is_visible() and page.locator("#status").text_content() == ""
    page.get_by_text("Another article").click()
    assert page.get_by_label("Headline").input_value() == "A day in Larn"


def test_the_filter_of_a_report_works_in_the_frame(visit):
    page = visit()
    page.get_by_role("button", name="Try an example").click()
    frame = report(page)
    total = frame.locator("main .s").count()
    assert total == 8
    frame.get_by_label("opinions only").check()
    off = frame.locator("main .s.off").count()
    assert frame.locator("output").text_content() == ("" if off == 0 else f"{total - off} of {total} sentences")


def test_a_dropped_table_becomes_a_comparison(visit):
    pytest.importorskip("matplotlib")
    page = visit()
    rows = [{"outlet": outlet, "text": f"{LIED} It was in Larn."} for outlet in ("North", "South")]
    content = "\n".join(map(json.dumps, rows))
    page.evaluate(
        """(content) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([content], "corpus.jsonl"));
          document.body.dispatchEvent(
            new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }""",
        content,
    )
    assert page.evaluate("document.getElementById('file').files[0].name") == "corpus.jsonl"
    page.get_by_role("button", name="Analyze").click()
    assert report(page).locator("header h1").text_content() == "corpus.jsonl"


def test_a_text_and_a_file_exclude_each_other(visit):
    page = visit()
    page.get_by_label("Text").fill(LIED)
    page.set_input_files("#file", {"name": "day.txt", "mimeType": "text/plain", "buffer": b"The council met."})
    assert page.get_by_label("Text").input_value() == ""
    page.get_by_label("Text").fill(LIED)
    assert page.evaluate("document.getElementById('file').files.length") == 0


def test_a_report_is_saved_as_a_file(visit, tmp_path):
    page = visit()
    page.get_by_label("Text").fill(LIED)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the report").click()
    download.value.save_as(tmp_path / "saved.html")
    assert download.value.suggested_filename == "report.html"
    assert "Anna Berg" in (tmp_path / "saved.html").read_text(encoding="utf-8")
    assert page.get_by_role("button", name="Analyze").is_enabled()


def test_hostile_text_runs_nothing(visit):
    page = visit()
    page.get_by_label("Headline").fill(HOSTILE)
    page.get_by_label("Text").fill(f"{LIED} {HOSTILE} It was in Larn, where the council met on Monday morning.")
    page.get_by_role("button", name="Analyze").click()
    frame = report(page)
    frame.locator("header").first.wait_for()
    assert page.title() == "stancekit" and frame.locator("img").count() == 0


def test_a_report_reaches_neither_its_page_nor_the_server(visit):
    page = visit()
    page.get_by_role("button", name="Try an example").click()
    report(page).locator("main .s").first.wait_for()
    frame = page.frame("report")
    assert frame.evaluate("window.origin") == "null"
    assert frame.evaluate("(() => { try { return parent.document.title } catch (e) { return e.name } })()") == (
        "SecurityError"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a " * 60_000, "The body is larger than 0.0625 MiB."),
        ("[Removed]", "The text is a placeholder, '[Removed]'."),
    ],
)
def test_a_problem_is_said_in_the_frame(visit, text, expected):
    page = visit()
    page.get_by_label("Text").fill(text)
    page.get_by_role("button", name="Analyze").click()
    assert report(page).locator("main").text_content() == expected
    page.get_by_text("Another article").click()
    assert page.get_by_role("button", name="Analyze").is_enabled() and page.get_by_label("Text").input_value() == text


def test_an_empty_form_is_not_sent(visit):
    page = visit()
    page.get_by_role("button", name="Analyze").click()
    assert page.locator("#status").text_content() == "There is no text: paste an article, or choose a file."
    assert not page.locator("#report").is_visible()


def test_it_works_without_script(visit):
    page = visit(java_script_enabled=False)
    assert not page.get_by_role("button", name="Try an example").is_visible()
    page.get_by_label("Text").fill(LIED)
    page.get_by_role("button", name="Analyze").click()
    page.wait_for_url("**/report")
    assert page.locator("main .s").count() == 1


def test_it_works_by_keyboard(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "title"
    page.keyboard.press("Tab")
    page.keyboard.type(LIED)
    while page.evaluate("document.activeElement.id") != "analyze":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert report(page).locator("main .s").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(visit, scheme):
    page = visit(color_scheme=scheme)
    page.get_by_text("Options").click()
    page.get_by_role("button", name="Analyze").click()  # the message about an empty form
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(visit, width):
    page = visit(viewport={"width": width, "height": 800})
    page.get_by_text("Options").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Try an example").click()
    report(page).locator("main .s").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= 800
    assert page.frame("report").evaluate("document.documentElement.scrollWidth") <= width


def test_every_field_has_a_label(visit):
    page = visit()
    fields = "[...document.querySelectorAll('input, textarea, select')]"
    assert page.evaluate(f"{fields}.every((field) => field.labels.length)")
    assert page.locator("iframe").get_attribute("title") == "Report"


def test_another_site_can_neither_read_nor_frame_it(chromium, address):
    page = chromium.new_page()
    page.route(
        "http://evil.example/", lambda route: route.fulfill(body="<title>evil</title>", content_type="text/html")
    )
    page.goto("http://evil.example/")
    refused = "(async () => { try { await fetch(%r, %s); return 'read' } catch (error) { return error.name } })()"
    assert page.evaluate(refused % (f"{address}/health", "{}")) == "TypeError"
    sent = "{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }"
    assert page.evaluate(refused % (f"{address}/analyze", sent)) == "TypeError"
    page.set_content(f'<iframe src="{address}"></iframe>')
    page.wait_for_timeout(500)
    assert not any(frame.url.startswith(address) and frame.title() == "stancekit" for frame in page.frames[1:])
    page.close()
