import pytest
from stancekit_training.corpora import worldwide
from stancekit_training.errors import CorpusError

from tests.support.corpus_files import write_file

ADDRESS = "https://news.example/1"
ORIGINAL = f"{ADDRESS}\n\nMr. Ida Berg left Oakland’s Tide Bridge. Harbor Inc. Group stayed, a Danish firm.\n"
PARAGRAPH = [
    *["Mr.\tO", "Ida\tB-Person", "Berg\tI-Person", "left\tO", "Oakland\tB-Location", "'s\tO", "Tide\tB-Facility"],
    *["Bridge\tI-Facility", ".\tO", "Harbor\tB-Organization\tB-Location", "Inc.\tI-Organization"],
    *["Group\tI-Organization", "stayed\tO", ",\tO", "a\tO", "Danish\tB-NORP", "firm\tO", ".\tO"],
]


def load(folder, *lines, original=ORIGINAL):
    write_file(folder / "worldwide" / "africa" / "a_1.txt.tsv", "\n".join(lines) + "\n")
    write_file(folder / "worldwide" / "original_articles" / "a_1.txt", original)
    return [sentence for split in ("train", "dev") for sentence in worldwide.load(folder, split)]


def test_paragraphs_are_spaced_as_in_the_article(tmp_path):
    items = load(tmp_path, ADDRESS, "", *PARAGRAPH)
    assert [item.text for item in items] == [
        "Mr. Ida Berg left Oakland’s Tide Bridge.",
        "Harbor Inc. Group stayed, a Danish firm.",
    ]
    actors = [[(item.text[start:end], kind) for start, end, kind in item.actors] for item in items]
    assert actors == [[("Ida Berg", "person"), ("Oakland", "place")], [("Harbor Inc. Group", "organization")]]


def test_no_sentence_ends_within_an_actor(tmp_path):
    rows = ["Meet\tO", "Who\tB-Organization", "?\tI-Organization", "Now\tI-Organization", ".\tO"]
    (item,) = load(tmp_path, ADDRESS, "", *rows, original="Meet Who? Now.")
    assert (item.text, item.actors) == ("Meet Who? Now.", ((5, 13, "organization"),))


def test_tokens_are_joined_where_the_article_lacks_them(tmp_path, caplog):
    with caplog.at_level("INFO"):
        (item,) = load(tmp_path, ADDRESS, "", "Berg\tB-Person", "won\tO", ".\tO")
    assert (item.text, item.actors) == ("Berg won .", ((0, 4, "person"),))
    assert sum("1 paragraphs are not in their articles" in message for message in caplog.messages) == 1


def test_a_file_without_an_address_is_left_out(tmp_path):
    assert load(tmp_path, "{\tO", "rtf\tO") == []


def test_a_line_without_a_tag_is_an_error(tmp_path):
    with pytest.raises(CorpusError, match="line 3: expected a token and its tag, got 'Berg'"):
        load(tmp_path, ADDRESS, "", "Berg")


def test_a_missing_corpus_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        worldwide.load(tmp_path, "train")
