from stancekit_training.corpora import polnear
from stancekit_training.corpora.sentence import LabeledAttribution, LabeledSentence

from tests.support.corpus_files import write_file


def test_attributions(tmp_path):
    home = tmp_path / "polnear" / "train"
    text = "“It rains,” Berg said. “It pours.” Nobody knows.\n"
    write_file(home / "text" / "a_2016-01-01_rain.txt", text)
    rows = [
        "T1\tContent 0 11;23 34\t“It rains,” “It pours.”",
        "T2\tSource 12 16\tBerg",
        "T3\tCue 17 21\tsaid",
        "T4\tAttribution 17 21\tsaid",
        "E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2",
        "T5\tCue 42 47\tknows",
        "a row that a line break in a text makes",
        "T6\tDiscuss 42 47\tknows",
        "E2\tDiscuss:T6 Cue:T5",
    ]
    write_file(home / "attributions" / "a_2016-01-01_rain_4e07.ann", "\n".join(rows))
    write_file(home / "attributions" / "a_2016-01-01_rain_5fec.ann", "")
    first, second, third = polnear.load(tmp_path, "train")
    assert first == LabeledSentence(
        "“It rains,” Berg said.", "polnear", attributions=(LabeledAttribution(((12, 16),), ((17, 21),), ((0, 11),)),)
    )
    assert second == LabeledSentence("“It pours.”", "polnear", attributions=(LabeledAttribution(content=((0, 11),)),))
    assert third.attributions == ()
    assert polnear.load(tmp_path, "dev") == []
