from stancekit_training.corpora import voices
from stancekit_training.corpora.sentence import LabeledSentence


def test_sentences_in_two_voices(tmp_path, monkeypatch):
    monkeypatch.setattr(voices.babe, "load", lambda folder, split: [])
    opinion = LabeledSentence("The plan is mad.", "checkthat", opinion="opinion")
    monkeypatch.setattr(
        voices.checkthat, "load", lambda folder, split: [opinion, LabeledSentence("x", "y", opinion="reported_fact")]
    )
    *generated, attributed = voices.load(tmp_path, "train")
    assert (attributed.opinion, len(generated)) == ("reported_fact", voices.GENERATED)
    (attribution,) = attributed.attributions
    content = attributed.text[slice(*attribution.content[0])]
    assert "plan is mad" in content and attribution.source and attribution.cue
    by_author = [item for item in generated if not item.attributions]
    assert 0.6 < len(by_author) / len(generated) < 0.7
    for item in generated:
        (target,) = item.targets
        assert (item.opinion == "opinion") == (not item.attributions and target.stance != "neutral")
        for one in item.attributions:
            (start, end), *_ = target.spans
            assert one.content[0][0] <= start and end <= one.content[0][1]
            for role in (*one.source, *one.cue, *one.content):
                assert item.text[slice(*role)].strip() == item.text[slice(*role)] != ""
    assert voices.load(tmp_path, "train") == [*generated, attributed] and voices.load(tmp_path, "dev") == []
