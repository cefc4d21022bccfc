from stancekit_training.corpora import checkthat

from tests.support.corpus_files import write_file


def test_quotation_marks_are_text(tmp_path):
    rows = 'sentence_id\tsentence\tlabel\tsolved_conflict\n1\t"A disgrace\tSUBJ\tFalse\n2\tIt rained.\tOBJ\tFalse\n'
    write_file(tmp_path / "checkthat" / "dev_en.tsv", rows)
    assert [(item.text, item.opinion) for item in checkthat.load(tmp_path, "dev")] == [
        ('"A disgrace', "opinion"),
        ("It rained.", "reported_fact"),
    ]
