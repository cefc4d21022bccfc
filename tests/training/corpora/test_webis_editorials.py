import pytest
from stancekit_training.corpora import webis_editorials

from tests.support.corpus_files import write_file

LABELS = {"A": "assumption", "E": "anecdote", "T": "testimony", "C": "common-ground", "-": "no-unit", "H": "title"}


def load(folder, *segments):
    paragraph = [
        {"number": number, "text": text, "label": LABELS[label]} for number, (label, text) in enumerate(segments)
    ]
    write_file(folder / "webis_editorials" / "herald" / "001-harbor.json", {"paragraphs": [paragraph]})
    return [sentence for split in ("train", "dev") for sentence in webis_editorials.load(folder, split)]


def test_segments_are_joined_to_sentences(tmp_path):
    items = load(
        tmp_path,
        *[("A", "The port is a wreck"), ("-", ","), ("-", "and"), ("A", "it will stay one"), ("-", ".")],
        *[("E", "It closed in May"), ("-", "as"), ("T", "Berg wrote"), ("-", ".")],
        *[("A", "A pity"), ("-", "since"), ("E", "ships left"), ("-", ".")],
        *[("C", "Ships need ports"), ("-", ".")],
    )
    assert [(item.text, item.opinion) for item in items] == [
        ("The port is a wreck, and it will stay one.", "opinion"),
        ("It closed in May as Berg wrote.", "reported_fact"),
    ]


def test_titles_are_no_sentences(tmp_path):
    assert load(tmp_path, ("H", "Save the port!")) == []


def test_a_question_inside_a_sentence_does_not_end_it(tmp_path):
    (item,) = load(tmp_path, ("A", '"Why us?"'), ("A", "nobody asks"), ("-", "."))
    assert item.text == '"Why us?" nobody asks.'


@pytest.mark.parametrize(
    ("scarred", "text"),
    [
        ("There' s hope, and it isn' t small", "There's hope, and it isn't small."),
        ("The U.N 's port", "The U.N.'s port."),
        ("Mr  Berg left the U.S  coast", "Mr. Berg left the U.S. coast."),
        ('They say:"Never,"and mean it', 'They say: "Never," and mean it.'),
        ("The owners' ships", "The owners' ships."),
        ("The port(so they say) and its ship(s)", "The port (so they say) and its ship(s)."),
        ("We are gon na sail", "We are gonna sail."),
    ],
)
def test_scars_of_tokenization_are_mended(tmp_path, scarred, text):
    assert [item.text for item in load(tmp_path, ("A", scarred), ("-", "."))] == [text]


def test_a_missing_corpus_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        webis_editorials.load(tmp_path, "train")
