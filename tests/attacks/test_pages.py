"""Pages run nothing but their own script, even if a hostile text were not escaped."""

import base64
import hashlib
import re

import pytest

from stancekit.comparison import compare
from stancekit.report import comparison_page
from tests.stancekit.report.test_article_page import HOSTILE, hostile
from tests.support.chromium import needs_chromium, running
from tests.support.documents import article
from tests.support.score_tables import write_scores

INJECTED = """
<script>window.hacked = "script"</script>
<script src="http://127.0.0.1:9/a.js"></script>
<img src="http://127.0.0.1:9/a.png" onerror="window.hacked = 'handler'">
<svg onload="window.hacked = 'svg'"></svg>
<style>h1 { position: fixed; background: url(http://127.0.0.1:9/b.png) }</style>
<link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<iframe srcdoc="<script>top.hacked = 'frame'</script>"></iframe>
<object data="http://127.0.0.1:9/a.pdf"></object>
<p id="styled" style="background: url(http://127.0.0.1:9/c.png); position: fixed">a</p>
<base href="http://127.0.0.1:9/">
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """An article and a comparison."""
    articles = [
        {"outlet": outlet, "date": f"2024-0{month}-03", "stances": {"Ana Roth": [side * 0.6]}}
        for outlet, side in (("North", 1), ("South", -1))
        for month in range(1, 8)
    ]
    scores = write_scores(tmp_path_factory.mktemp("scores"), articles)
    comparison = comparison_page.to_html(compare(scores, by="outlet", over="date"), title="Two outlets")
    return {"article": article().to_html(), "comparison": comparison}


def source(page, tag):
    return re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]


def hashed(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("name", ["article", "comparison"])
def test_the_policy_allows_only_the_page_s_own_style_and_script(pages, name):
    page = pages[name]
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)[1]
    script = hashed(source(page, "script")) if name == "article" else "'none'"
    assert policy == (
        f"default-src 'none'; style-src {hashed(source(page, 'style'))}; script-src {script}; "
        "base-uri 'none'; form-action 'none'"
    )
    head, _, rest = page.partition("<title>")
    assert policy in head and "<style" not in head and "<script" not in head
    assert 'style="' not in page and not re.search(r"<[^>]* on\w+=", rest)
    assert page.count("http") == 1  # of http-equiv


@pytest.fixture(scope="module")
def chromium():
    with running() as browser:
        yield browser


@needs_chromium
@pytest.mark.parametrize("name", ["article", "comparison"])
def test_what_escapes_the_escaping_runs_nothing(pages, chromium, tmp_path, name):
    path = tmp_path / "page.html"
    path.write_text(pages[name].replace('<div class="sheet">', f'<div class="sheet">{INJECTED}', 1), encoding="utf-8")
    page = chromium.new_page()
    requests = []
    page.on("response", lambda response: requests.append(response.url))
    page.on("requestfinished", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).position") == "static"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).position") == "static"
    assert {url for url in requests if url.startswith("http")} == set()
    assert page.evaluate("document.baseURI").startswith("file:")
    if name == "article":  # its own script still runs
        assert page.locator(".control").is_visible()
    page.close()


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_keep_their_colors(pages, chromium, tmp_path, scheme):
    path = tmp_path / "page.html"
    path.write_text(pages["comparison"], encoding="utf-8")
    page = chromium.new_page(color_scheme=scheme)
    violations = []
    page.on("console", lambda message: violations.append(message.text))
    page.goto(path.as_uri())
    colors = page.eval_on_selector_all(
        "figure svg path, figure svg use",
        "all => [...new Set(all.map((one) => getComputedStyle(one).stroke).filter((color) => color !== 'none'))]",
    )
    variables = ("--strong", "--muted", "--ink", "--opinion-ink", "--loaded", "--a0")
    page_colors = page.evaluate(
        """names => names.map((name) => {
            document.body.style.color = `var(${name})`;
            return getComputedStyle(document.body).color;
        })""",
        variables,
    )
    assert violations == [] and {page_colors[3], page_colors[4], page_colors[5]} <= set(colors) <= set(page_colors)
    page.close()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_notebook_s_frame_is_a_sandbox(words):
    frame = hostile(words)._repr_html_()
    assert re.match(
        r'<iframe sandbox="allow-scripts" title="[^"<>]*" srcdoc="[^"<>]*" style="[^"<>]*"></iframe>$', frame
    )
