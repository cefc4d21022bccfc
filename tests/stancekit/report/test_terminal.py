"""A Document in a terminal and in a log."""

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from stancekit.document.records import Attribution, Loaded, Mention, Span
from stancekit.document.scores import Measure, Portrayal
from stancekit.report.sanitizing import sanitize
from stancekit.report.terminal import render
from tests.support import documents
from tests.support.documents import AGAINST, FAVOR, NEUTRAL, SHARE, TEXT, actor, document, mention, sentence

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def article():
    return documents.article()


def draw(shown, *, width=100, terminal=False, encoding=None):
    file = io.StringIO() if encoding is None else io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=file, width=width, force_terminal=terminal, color_system="truecolor" if terminal else None)
    render(shown, console)
    file.seek(0)
    return file.read()


def line_of(view, part):
    return next(line for line in view.splitlines() if part in line)


def test_sentences_have_label_and_probability(article):
    view = draw(article)
    assert line_of(view, "lied") == "| opinion  87% ~ Mayor [−Roth] lied."
    assert line_of(view, "won") == "  fact     94%   [+Vogt] won in [·Larn]."
    assert view.index("lied") < view.index("won") < view.index("Actors") < view.index("Summary")


def test_the_words_of_a_source_have_no_label():
    text = "Q: Why? A: It was pure theatre. It rained."
    pieces = {"Q: Why?": 0.0, "A: It was pure theatre.": 0.0, "It rained.": 0.0001}
    view = draw(document(text, [sentence(text, piece, opinion=share) for piece, share in pieces.items()]))
    assert line_of(view, "Why") == "  quoted         Q: Why?"
    assert line_of(view, "theatre") == "  quoted         A: It was pure theatre."
    assert line_of(view, "rained") == "  fact    >99%   It rained."


def test_an_empty_line_separates_paragraphs(article):
    lines = draw(article).splitlines()
    assert lines[lines.index(line_of(draw(article), "won")) - 1] == ""


@pytest.mark.parametrize("gap", [" ", "\n", "\r\n"])
def test_only_blank_lines_separate_paragraphs_if_there_are_any(gap):
    text = f"One.{gap}Two.\n\nThree."
    view = draw(document(text, [sentence(text, piece) for piece in ("One.", "Two.", "Three.")]))
    lines = [line[17:] for line in view.splitlines()]
    first = lines.index("One.")
    assert lines[first : first + 4] == ["One.", "Two.", "", "Three."]


def test_newlines_separate_paragraphs_if_no_line_is_blank():
    text = "One.\nTwo."
    assert "One.\n\n|" in draw(document(text, [sentence(text, piece) for piece in ("One.", "Two.")]))


def test_a_long_sentence_keeps_its_bar_and_indent():
    text = "tall " * 40 + "end."
    lines = [line for line in draw(document(text, [sentence(text, text)]), width=60).splitlines() if "tall" in line]
    assert len(lines) > 2
    assert all(line.startswith("|" + " " * 16 + "tall") for line in lines[1:])
    assert max(map(len, lines)) <= 60


def test_a_word_longer_than_the_line_is_folded_and_not_lost():
    text = "x" * 300
    view = draw(document(text, [sentence(text, text)]), width=60)
    assert view.count("x") == 300


def test_overlapping_spans_are_all_highlighted():
    text = "The New York Times said"
    spans = [mention(text, "New York", stance=NEUTRAL), mention(text, "New York Times", stance=FAVOR)]
    crossing = mention(text, "Times said", stance=AGAINST)
    view = draw(document(text, [sentence(text, text, mentions=[*spans, crossing])]))
    assert "The [+[·New York] [−Times] said]" in view


def test_the_table_of_actors_has_all_measures(article):
    view = draw(article, width=110)
    roth = line_of(view.split("Actors")[1], "Ana Roth")
    assert re.search(r"person +1 +−0\.71 +−0\.70 \[−0\.95, −0\.31\] +--o--? *\| +− against$", roth)
    vogt = line_of(view.split("Actors")[1], "Lena Vogt")
    assert re.search(r"person +1 +\+0\.43 +\+0\.42 \[−0\.10, \+0\.90\] .* \? unclear$", vogt)
    assert " 0.00 [−0.20, +0.20]" in line_of(view.split("Actors")[1], "Larn")
    assert re.search(r"^Absent One +0$", view, re.MULTILINE)


def test_a_pronoun_is_shown_with_its_actor():
    text = "Ana Roth spoke. She lied."
    name, pronoun = mention(text, "Ana Roth"), mention(text, "She", sentence=1)
    pronoun = replace(pronoun, form="pronoun", probability=0.91)
    sentences = [
        sentence(text, "Ana Roth spoke.", mentions=[name]),
        sentence(text, "She lied.", mentions=[pronoun]),
    ]
    view = draw(document(text, sentences, [actor(0, "Ana Roth", [name, pronoun])]))
    assert "[+She→Ana Roth] lied." in view and "[she→name]" in view
    assert "→" not in draw(document(text, sentences[:1], [actor(0, "Ana Roth", [name])]))


def test_a_leaning_is_shown(article):
    leaning = Measure(0.4, -0.1, 0.9, 3, "unclear", "favor")
    few = Measure(-0.9, -1.0, 0.2, 1, "too little to say", "against")
    view = draw(replace(article, actors=(actor(0, "Ana", article.mentions[:1], stance=leaning),)))
    assert view.count("+ leans favor") == 2  # in the table and in the summary
    own = replace(actor(0, "Ana", article.mentions[:1], stance=leaning), by_voice={"opinion": few})
    summary = draw(replace(article, actors=(own,))).split("Summary")[1]
    assert "− leans against" in summary and "by the author's own opinion" in summary


def test_the_summary_comes_last_and_fits_a_screen(article):
    many = [actor(index, f"Person {index}", article.mentions[:1], stance=SHARE) for index in range(30)]
    view = draw(replace(article, actors=tuple(many)))
    summary = view.split("Summary\n")[1]
    assert "2: 1 opinion, 1 reported fact" in summary
    assert "50% of the sentences, 95% interval 25% to 75%" in summary
    spread = draw(replace(article, stance_spread=Measure(0.29, 0.1, 0.4, 4, None)))
    assert "stance spread   0.29, the standard deviation over 4 main actors, 95% interval 0.10 to 0.40" in spread
    assert "Person 7" in summary and "Person 8" not in summary
    assert "and 22 more" in summary
    assert summary.rstrip().splitlines()[-1].split() == ["model", "tiny", "1"]
    assert len(summary.splitlines()) <= 24


def test_actors_without_a_mention_are_not_top_actors(article):
    assert "Absent One" not in draw(article).split("Summary")[1]


def test_an_empty_document_says_so():
    view = draw(document())
    assert "There is no sentence in this text." in view
    assert "tiny 1" in view


def test_symbols_of_missing_heads_are_left_out():
    mentioned = mention(TEXT, "Roth", stance=None, voice=None, kind=None)
    bare = sentence(TEXT, "Mayor Roth lied.", opinion=None, bias=None, mentions=[mentioned])
    view = draw(document(TEXT, [bare], [actor(0, "Roth", [mentioned])], opinion_share=None, bias_share=None))
    assert line_of(view, "lied") == " " * 17 + "Mayor [Roth] lied."
    assert "opinion         not provided by this model" in view
    assert "~" not in view and "favor" not in view


def test_unscored_spans_are_reported():
    spans = [Span(index * 10, index * 10 + 4, "????") for index in range(6)]
    view = draw(document("?" * 60, unscored=tuple(spans)))
    assert "characters 0-4, 10-14, 20-24, 30-34 and 2 more" in view


HOSTILE = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202edesrever\u202c [red]markup[/red] :smile: \r\x08 a\x00b"


@pytest.mark.parametrize("terminal", [False, True])
def test_a_hostile_text_cannot_control_the_terminal(terminal):
    named = Mention(0, len(HOSTILE), HOSTILE, "person", 0, 0, FAVOR, "opinion")
    hostile_actor = actor(0, HOSTILE, [named], stance=Measure(0.5, 0.2, 0.8, 1, "favor"))
    hostile = document(
        HOSTILE, [sentence(HOSTILE, HOSTILE, mentions=[named])], [hostile_actor], id=HOSTILE, model=HOSTILE
    )
    view = ANSI.sub("", draw(hostile, terminal=terminal))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", view)
    assert "[red]markup[/red] :smile:" in view
    assert r"\x1b[2J" in view and r"\u202e" in view


def test_sanitize_keeps_letters_and_joiners():
    assert sanitize("é 王 👩\u200d🚀\n\n  a") == "é 王 👩\u200d🚀 a"
    assert sanitize("\ud800") == r"\ud800"


def test_only_terminals_get_color(article):
    assert "\x1b" not in draw(article)
    view = draw(article, terminal=True)
    assert re.search(r"\x1b\[1;31m\[−Roth", view) or re.search(r"\x1b\[1;31m\[−\x1b\[0m\x1b\[1;31mRoth", view)
    assert re.search(r"\x1b\[32mVogt", view) or "\x1b[32m[+Vogt" in view
    assert "▌ opinion" in ANSI.sub("", view)


def test_a_log_has_no_box_drawing_and_no_trailing_blanks(article):
    view = draw(article)
    assert not re.search(r"[\u2500-\u259f]", view)
    assert not re.search(r"[ ]$", view, re.MULTILINE)


def test_an_encoding_without_the_symbols_gets_ascii(article):
    view = draw(article, encoding="ascii")
    assert "[-Roth]" in view and "[.Larn]" in view


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 200])
def test_the_name_and_stance_survive_every_width(article, width):
    table = draw(article, width=width).split("Actors")[1]
    assert "Roth" in table
    assert width < 40 or "−0.70 [−0.95, −0.31]" in table


def test_quotes_and_loaded_words_are_highlighted(article):
    text = "Roth called Vogt a “vile crook”."
    roth = mention(text, "Roth", stance=NEUTRAL, voice="reported")
    vogt = mention(text, "Vogt", actor=1, stance=AGAINST, voice="quoted")
    content, source = (Span(at, at + len(words), words) for at, words in ((12, "Vogt a “vile crook”"), (0, "Roth")))
    quoting = replace(
        sentence(text, text, opinion=0.1, bias=0.8, mentions=[roth, vogt]),
        attributions=(Attribution(0, source, Span(5, 11, "called"), (content,), 0), Attribution(0, None, None, ())),
        loaded=(Loaded(20, 24, "vile", 0.8),),
    )
    actors = [actor(0, "Ana Roth", [roth]), actor(1, "Vogt", [vogt], by_voice={"quoted": Measure(-0.7, -1, 0, 1)})]
    shown = draw(document(text, [quoting], actors), width=110)
    assert "[·Roth] called [−Vogt] a ‹“~vile~ crook”›." in shown
    assert "‹quoted›   ~loaded~ words" in shown
    assert "sources         Ana Roth 1, others 1" in shown
    assert "−0.70" in shown
    plain = replace(quoting, bias=0.2)
    assert "[·Roth] called [−Vogt] a ‹“vile crook”›." in draw(document(text, [plain], actors), width=110)


PARAPHRASED = "Roth announced it in 2021."


def paraphrasing():
    said = Attribution(0, Span(0, 4, "Roth"), Span(5, 14, "announced"), (Span(15, 25, "it in 2021"),), 0)
    roth = mention(PARAPHRASED, "Roth", stance=NEUTRAL)
    only = replace(sentence(PARAPHRASED, PARAPHRASED, opinion=0.1, mentions=[roth]), attributions=(said,))
    return document(PARAPHRASED, [only], [actor(0, "Ana Roth", [roth])])


def test_content_without_quotation_marks_is_not_bracketed():
    view = draw(paraphrasing())
    assert "[·Roth] announced it in 2021." in view
    assert "‹" not in view and "paraphrased" not in view  # a log cannot show the style
    assert "sources         Ana Roth 1" in view


def test_content_without_quotation_marks_is_italic_in_a_terminal():
    view = draw(paraphrasing(), terminal=True)
    assert "\x1b[3mit in 2021" in view and "\x1b[3mparaphrased" in view
    assert "‹" not in view


def test_the_summary_tells_how_the_article_casts_an_actor(article):
    roth, *others = article.actors
    portrayed = replace(roth, portrayal=Portrayal(0.62, 0.28, 0.1, "against", (0,)))
    view = draw(replace(article, actors=(portrayed, *others)), width=140).split("Summary")[1]
    assert "; portrayal − against 62%" in line_of(view, "Ana Roth")
    assert "the article:" not in line_of(view, "Lena Vogt")
