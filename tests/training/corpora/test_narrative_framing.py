"""Heroes and villains of articles."""

from stancekit_training.corpora import narrative_framing
from stancekit_training.corpora.article import LabeledActor

from tests.support import article_files
from tests.support.corpus_files import write_file


def test_heroes_and_villains_are_known_by_their_mentions(tmp_path):
    article_files.write_narrative_framing(tmp_path, range(2))
    kind, hostile = narrative_framing.load(tmp_path)
    assert kind.actors == (LabeledActor("Ann Pell", "favor", mentions=((0, 8), (36, 44))),)
    assert [kind.text[start:end] for start, end in kind.actors[0].mentions] == ["Ann Pell", "Ann Pell"]
    assert hostile.actors[0].stance == "against" and hostile.title is None


def test_overlaps_votes_and_markup(tmp_path):
    roles = ["0\tRoth\thero", "0\troth\tvillain", "0\tBo Roth\tvillain", "0\tAnn\tvictim", "1\tPell\thero"]
    home = tmp_path / "narrative_framing"
    write_file(home / "role_and_frame_annoations.tsv", "\n".join(["ID\tentity\trole", *roles]) + "\n")
    markup = "<!DOCTYPE html><html><body><p>Pell won.</p></body></html>"
    texts = ["ID\ttext", "0\tBo Roth won. Bothroth did not. Roth left.", f"1\t{markup}"]
    write_file(home / "articles_metadata.tsv", "\n".join(texts) + "\n")
    (article,) = narrative_framing.load(tmp_path)
    assert article.actors == (LabeledActor("Bo Roth", "against", mentions=((0, 7),)),)
