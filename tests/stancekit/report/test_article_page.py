"""The markup of an article's page; test_browser tests how a browser shows it."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from typer.testing import CliRunner

from stancekit.cli import app
from stancekit.document.records import Attribution, Loaded, Span
from stancekit.document.scores import Portrayal
from stancekit.report.article_page import MAX_CHARACTERS
from tests.support.documents import actor, article, document, mention, sentence

VOID = {"meta", "input", "br", "img"}


class Tags(HTMLParser):
    """Checks that every tag is closed in order, and keeps the words outside of scripts and styles."""

    def __init__(self, page):
        super().__init__()
        self.open, self.words = [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"script", "style", "title"} & set(self.open):
            self.words.append(data)


def words(page):
    return re.sub(r"\s+", " ", " ".join(Tags(page).words))


def body(page):
    return page.partition('<main lang="">')[2].partition("</main>")[0]


def plain(markup):
    """Return the visible text of markup, without symbols."""
    return html.unescape(
        re.sub(r"<[^>]*>", "", re.sub(r'<span class="[^"]*" role="img"[^>]*>[^<]*</span>', "", markup))
    )


def test_the_text_is_complete_paragraph_by_paragraph():
    page = article().to_html()
    assert [plain(p) for p in re.findall("(?s)<p>(.*?)</p>", body(page))] == [
        "Mayor Roth lied.",
        "Vogt won in Larn.",
    ]


def lines(text, *pieces):
    """Return the lines of each paragraph of a page, from the pieces of a text with their roles."""
    sentences = [replace(sentence(text, piece), role=role) for piece, role in pieces]
    blocks = re.findall(r"(?s)<(h1|p)>(.*?)</\1>", body(document(text, sentences).to_html()))
    return [(tag, [" ".join(plain(line).split()) for line in block.split("<br>")]) for tag, block in blocks]


def test_headings_list_items_and_bylines_are_lines_of_their_own():
    wrapped = "Talks of the union and the railway of the city of\nLarn have broken down after nine hours on Monday."
    later = "Neither side said on Tuesday when they will be\nresumed."
    items = ["Strike", "By Ana Roth", "Key points", "• Talks end", "• No trains"]
    roles = ["headline", "byline", "subheading", "list_item", "list_item", "body", "body"]
    text = "\n".join(items) + f"\n\n{wrapped}\n{later}"
    assert lines(text, *zip([*items, wrapped, later], roles, strict=True)) == [
        ("h1", ["Strike"]),
        ("p", ["By Ana Roth", "Key points", "• Talks end", "• No trains"]),
        ("p", [f"{wrapped} {later}".replace("\n", " ")]),
    ]


def test_lines_that_are_not_wrapped_stay_lines():
    text = "Q: Why? Why now?\nA: We did not.\nShe did.\n\nThe end."
    turns = [(piece, "speaker_turn") for piece in ("Q: Why?", "Why now?", "A: We did not.", "She did.")]
    assert lines(text, *turns) == [("p", ["Q: Why? Why now?", "A: We did not.", "She did."])]


def test_the_headline_that_was_found_is_the_title():
    text = "Strike in Larn\nTalks end."
    found = [replace(sentence(text, "Strike in Larn"), role="headline"), sentence(text, "Talks end.")]
    assert "<title>Strike in Larn</title>" in document(text, found, id="live.txt").to_html()
    assert "<title>live.txt</title>" in document(text, found[1:], id="live.txt").to_html()


def test_symbols_have_names_for_screen_readers():
    page = body(article().to_html())
    for name in ("opinion", "biased wording", "against Ana Roth", "favor Lena Vogt", "neutral Larn"):
        assert page.count(f'aria-label="{name}"') == 1
    assert 'class="s opinion p87"' in page


def test_each_sentence_has_a_tooltip():
    tips = [html.unescape(tip) for tip in re.findall(r'class="s[^>]*data-tip="([^"]*)"', body(article().to_html()))]
    assert tips[0] == (
        "opinion 87%, biased wording 70%\nAna Roth: favor 10%, against 80%, neutral 10% (author’s opinion)"
    )
    assert tips[1].splitlines()[0] == "opinion 6%, biased wording 50%"


def test_the_words_of_a_source_have_a_tooltip_of_their_own():
    text = "A: It was pure theatre."
    page = document(text, [sentence(text, text, opinion=0.0)]).to_html()
    assert 'data-tip="a source’s words\nbiased wording 20%"' in page


def test_actors_are_measured_by_voice():
    shown = words(article().to_html())
    assert "Ana Roth − against person, mentioned 1 time" in shown and "−0.70" in shown
    assert "Not named in the text: Absent One." in shown
    assert "tiny 1" in shown and "can be wrong" in shown


def test_a_portrayal_names_the_sentences_that_weigh_most():
    written = article()
    roth, *others = written.actors
    portrayed = replace(roth, portrayal=Portrayal(0.62, 0.28, 0.1, "against", (0,)))
    page = replace(written, actors=(portrayed, *others)).to_html()
    assert 'class="portrayal"' not in written.to_html()
    assert "The article as a whole: − against, 62% mostly by sentence 1" in words(page)
    assert '<a href="#s0">1</a>' in page


def test_crossing_highlights_are_well_formed():
    text = "“Roth is,” said Vogt’s aide, “a coward.”"
    quote = Attribution(
        0, Span(16, 27, "Vogt’s aide"), Span(11, 15, "said"), (Span(0, 10, "“Roth is,”"), Span(29, 40, "“a coward.”"))
    )
    one = replace(
        sentence(text, text, bias=0.9, mentions=[mention(text, "Roth"), mention(text, "Vogt", actor=1)]),
        attributions=(quote,),
        loaded=(Loaded(27, 38, ", “a coward", 0.9),),  # crosses the quotation's beginning
    )
    page = document(text, [one], [actor(0, "Roth", one.mentions[:1]), actor(1, "Vogt", one.mentions[1:])]).to_html()
    assert plain(body(page)).strip() == text
    Tags(page)
    assert body(page).count('class="quote"') == 3 and body(page).count('aria-label="end of quotation"') == 2


def test_a_pronoun_is_shown_with_its_actor():
    text = "Ana Roth spoke. She lied. Roth left. Ana won."
    name, short, first = mention(text, "Ana Roth"), mention(text, "Roth left"), mention(text, "Ana won")
    short = replace(short, end=short.start + 4, text="Roth", sentence=2)
    first = replace(first, end=first.start + 3, text="Ana", sentence=3)
    pronoun = replace(mention(text, "She", sentence=1), form="pronoun", probability=0.91)
    pieces = [("Ana Roth spoke.", name), ("She lied.", pronoun), ("Roth left.", short), ("Ana won.", first)]
    sentences = [sentence(text, piece, mentions=[one]) for piece, one in pieces]
    page = document(text, sentences, [actor(0, "Ana Roth", [name, pronoun, short, first])]).to_html()
    assert '<span class="mention pronoun a0" data-tip="“She” is Ana Roth, 91%: favor' in page
    assert 'She<span class="antecedent">Roth</span>' in page
    assert page.count('class="antecedent"') == 2  # the second is the legend's


def test_a_source_in_another_sentence_is_shown_with_the_quote():
    text = "Berg spoke. “We lost.”"
    said = Attribution(1, Span(0, 4, "Berg"), None, (Span(12, 22, "“We lost.”"),))
    later = replace(sentence(text, "“We lost.”", opinion=0.1), attributions=(said,))
    assert (
        '<span class="distant-source">Berg</span>' in document(text, [sentence(text, "Berg spoke."), later]).to_html()
    )


def test_sources_are_listed_with_the_actors_that_they_mention():
    text = "Roth said Vogt lost."
    said = Attribution(0, Span(0, 4, "Roth"), Span(5, 9, "said"), (Span(10, 20, "Vogt lost."),), actor=0)
    vogt = replace(mention(text, "Vogt", actor=1), attribution=0)
    one = replace(sentence(text, text, mentions=[mention(text, "Roth"), vogt]), attributions=(said,))
    shown = words(document(text, [one], [actor(0, "Roth", one.mentions[:1]), actor(1, "Vogt", [vogt])]).to_html())
    assert "Roth: 1 on Vogt 1" in shown


HOSTILE = [
    "<script>window.hacked = 1</script>",
    '"><img src=x onerror="window.hacked = 1">',
    "' onmouseover='window.hacked = 1",
    "</textarea></style></title><svg onload=window.hacked=1>",
    "{{ 7 * 7 }}{% raw %}",
    "evil \u202e gnp.exe \x00 \x1b[2J \ud800",
]


def hostile(words):
    text = f"{words} won."
    one = mention(text, words)
    said = Attribution(0, Span(0, len(words), words), Span(0, len(words), words), ())
    only = replace(sentence(text, text, bias=0.9, mentions=[one], is_title=True), attributions=(said,))
    only = replace(only, loaded=(Loaded(0, len(words), words, 0.9),))
    return document(text, [only], [actor(0, words, [one])], id=words, model=words)


@pytest.mark.parametrize("words", HOSTILE)
def test_any_text_is_escaped(words):
    page = hostile(words).to_html()
    outside = re.sub(r"(?s)<script>\(\(\) =>.*?</script>|<style>.*?</style>", "", page, count=2)
    assert "<script" not in outside and "<img" not in outside and "<svg onload" not in outside
    assert not re.search(r"<[^>]*\son\w+\s*=(?![^<]*&#34;)", re.sub(r'"[^"]*"', '""', outside))
    assert "49" not in body(page)
    assert not set(page) & set("\u202e\x00\x1b\ud800")
    page.encode("utf-8")


def test_a_notebook_shows_the_page_in_a_frame():
    shown = article()._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts"') and shown.count("<") == 2
    assert html.unescape(re.search(r'srcdoc="([^"]*)"', shown)[1]) == article().to_html()


def test_a_very_long_article_shows_its_first_part_and_a_note():
    line = "Roth won the vote in the end. "
    text = line * (5_000_000 // len(line))
    template = sentence(line, line.strip(), opinion=0.2)
    many = [replace(template, start=at, end=at + len(line) - 1) for at in range(0, len(text), len(line))]
    page = document(text, many).to_html()
    shown = MAX_CHARACTERS // len(line)
    assert f"the first {shown} of {len(many)} sentences" in words(page)
    assert f"document.sentences[{shown}:]" in words(page) and len(page) < 6_000_000


def test_a_sentence_beyond_the_limit_is_reported_and_not_shown():
    text = "plan " * 60_000
    assert "shows the first 0 of 1 sentences" in words(document(text, [sentence(text, text)]).to_html())


def test_an_empty_article_has_a_page():
    assert "There is no sentence in this text." in words(document().to_html())


def test_the_page_of_a_typical_article_is_small(model):
    text = "Mayor Berg said the city's plan won. The plan of Berg lost, said the city. " * 100  # 1,500 words
    assert len(model(text).to_html().encode()) < 300_000


def test_the_command_line_writes_pages(tiny_model_folder, tmp_path):
    for name in ("a/plan.txt", "b/plan.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("Mayor Berg said the city's plan won.")
    run = ["analyze", "--model", str(tiny_model_folder)]
    one, both = tmp_path / "new" / "page.html", tmp_path / "pages"
    files = [str(tmp_path / "a/plan.txt"), str(tmp_path / "b/plan.txt")]
    shown = CliRunner().invoke(app, [*run, "--html", str(one), files[0]])
    assert shown.exit_code == 0 and shown.stdout == f"wrote {one}\n"
    assert "plan won." in plain(body(one.read_text(encoding="utf-8")))
    assert CliRunner().invoke(app, [*run, "--html", str(both), *files]).exit_code == 0
    assert sorted(path.name for path in both.iterdir()) == ["plan-2.html", "plan.html"]
    wrong = CliRunner().invoke(app, [*run, "--html", "x.html", "--json", files[0]])
    assert wrong.exit_code == 2 and "--json and --html" in wrong.stderr


def test_missing_heads_are_left_out():
    text = "Roth won."
    only = sentence(text, text, opinion=None, bias=None, mentions=[mention(text, "Roth", stance=None)])
    page = document(text, [only], [actor(0, "Roth", only.mentions)], opinion_share=None, bias_share=None).to_html()
    assert "Roth" in words(page) and 'class="badge" role' not in body(page)
