from stancekit_training.corpora import crossner

from tests.support.corpus_files import write_file


def test_kinds(tmp_path):
    columns = "Anna\tB-politician\nBerg\tI-politician\nof\tO\nthe\tO\nTide\tB-politicalparty\nwon\tO\n\nMay\tB-event\n"
    write_file(tmp_path / "crossner" / "politics" / "train.txt", columns)
    first, second = crossner.politics(tmp_path, "train")
    assert first.text == "Anna Berg of the Tide won"
    assert first.actors == ((0, 9, "person"), (17, 21, "organization"))
    assert second.actors == ()
