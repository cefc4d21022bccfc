import json

import pytest
from stancekit_training.corpora import newstsc
from stancekit_training.errors import CorpusError

from tests.support.corpus_files import write_file


def row(text, mention, label="neutral"):
    start = text.index(mention)
    return {
        "label": label,
        "local_context": text,
        "target_local_from": start,
        "target_local_to": start + len(mention),
        "target_mention": mention,
    }


def load(folder, *rows):
    write_file(folder / "newstsc" / "train.jsonl", "\n".join(map(json.dumps, rows)))
    return [sentence for split in ("train", "dev") for sentence in newstsc.load(folder, split)]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Okoro and", "Okoro"),
        ("the Tide Party’s", "Tide Party"),
        ("Sam Okoro].", "Sam Okoro"),
        ("“Honest Ida", "Honest Ida"),
        ("’s 1990 Committee", "1990 Committee"),
        ("Harbor Agency (HA", "Harbor Agency"),
        ("Okoro Jr.", "Okoro Jr."),
        ("U.N.", "U.N."),
    ],
)
def test_spans_are_trimmed_to_the_name(tmp_path, mention, name):
    (item,) = load(tmp_path, row(f"Yesterday {mention} it was.", mention))
    ((start, end),) = item.targets[0].spans
    assert item.text[start:end] == name


def test_rows_of_a_sentence_are_joined(tmp_path):
    text = "Berg praised Okoro, and I’m glad."
    rows = [row(text, "Okoro", "positive"), row(text, "Berg"), row(text, "’m", "negative")]
    (item,) = load(tmp_path, *rows)
    assert [(target.spans, target.stance) for target in item.targets] == [
        (((0, 4),), "neutral"),
        (((13, 18),), "favor"),
    ]


def test_near_duplicates_are_left_out_of_development(tmp_path):
    texts = [f"The council of Berg met for a very long time on day {number}." for number in range(60)]
    write_file(tmp_path / "newstsc" / "train.jsonl", "\n".join(json.dumps(row(text, "Berg")) for text in texts))
    assert len(newstsc.load(tmp_path, "dev")) == 1
    assert len(newstsc.load(tmp_path, "train")) > 40


def test_offsets_are_checked(tmp_path):
    with pytest.raises(CorpusError, match="row 1: 'Berg' is not at"):
        load(tmp_path, row("Berg won.", "Berg") | {"target_local_from": 1})
