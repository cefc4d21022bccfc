"""GAP, GUM, NewsMTSC and our own annotations as texts with chains."""

import gzip
import json
import re

import pytest
from stancekit_training.corpora import article_chains, gap, gum, newsmtsc, own_chains
from stancekit_training.corpora.chains import ChainMention, outermost
from stancekit_training.errors import CorpusError

from tests.support import chain_files

PERSONAL = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)


def shown(text):
    return [(text.text[one.start : one.end], one.form, one.kind, one.chain) for one in text.mentions]


def test_gap(tmp_path):
    chain_files.write_gap(tmp_path)
    first, second = gap.load(tmp_path, "dev")
    names = [("Ann Pell", "name", "person", "A"), ("Bo Roth", "name", "person", "B")]
    assert shown(first) == [*names, ("her", "pronoun", None, "A")] and not first.is_complete
    assert shown(second)[2] == ("her", "pronoun", None, None)


def test_gap_with_a_wrong_offset(tmp_path):
    chain_files.write_gap(tmp_path)
    path = tmp_path / "gap" / "gap-validation.tsv"
    path.write_text(path.read_text().replace("\t13\t", "\t12\t"))
    with pytest.raises(CorpusError, match="gap 1: 'Bo Roth' is not at 12"):
        gap.load(tmp_path, "dev")


@pytest.fixture
def document(tmp_path):
    names = [f"GUM_bio_{number}" for number in range(20)]
    chain_files.write_gum(tmp_path, *names)
    texts = gum.load(tmp_path, "train") + gum.load(tmp_path, "dev")
    assert sorted(text.id for text in texts) == sorted(names) and gum.load(tmp_path, "dev")
    return texts[0]


def test_gum_joins_the_words_of_both_files(document):
    assert document.text == "Ann Pell doesn't bake.\nThe mayor says she likes a baker." and document.is_complete
    chains = [chain for *_, chain in shown(document)]
    assert [found[:3] for found in shown(document)] == [
        ("Ann Pell", "name", "person"),
        ("The mayor", "description", "person"),
        ("she", "pronoun", None),
        ("a baker", "description", "person"),
    ]
    assert chains[0] == chains[1] == chains[2] != chains[3]


def test_gum_knows_the_noun_of_a_description(document):
    heads = [document.text[slice(*mention.head)] for mention in document.mentions if mention.form == "description"]
    assert heads == ["mayor", "baker"]


def test_gum_by_genre(tmp_path):
    chain_files.write_gum(tmp_path, "GUM_bio_pell", "GUM_essay_roth", "GUM_speech_ash")
    splits = [gum.load(tmp_path, split, genres=gum.OPEN_GENRES) for split in ("train", "dev")]
    assert [text.id for split in splits for text in split] == ["GUM_bio_pell"]


def test_gum_files_that_do_not_match(tmp_path):
    chain_files.write_gum(tmp_path, "GUM_bio_pell")
    path = tmp_path / "gum" / "coref" / "gum" / "tsv" / "GUM_bio_pell.tsv"
    path.write_text(path.read_text().replace("2-7\t", "2-19\t"))
    with pytest.raises(CorpusError, match="sentence 2 has 8 words, the table 19"):
        gum.load(tmp_path, "train") + gum.load(tmp_path, "dev")


def test_newsmtsc_keeps_chains_with_a_name(tmp_path):
    chain_files.write_newsmtsc(tmp_path)
    (text,) = newsmtsc.load_chains(tmp_path, "train")
    assert text.mentions == (ChainMention(0, 8, "name", None, "0"), ChainMention(14, 17, "pronoun", None, "0"))


def test_outermost():
    assert outermost([(5, 9), (0, 4), (0, 8), (9, 12)]) == [(0, 8), (9, 12)]


def test_own_passages_are_marked_in_the_text(tmp_path, monkeypatch):
    file = tmp_path / "coreference.jsonl"
    marked = "<1n Ana Roth> said <0p she> saw <2d the old club> of <2n Larn FC>."
    file.write_text(json.dumps({"text": marked, "kinds": {"1": "person", "2": "organization"}}) + "\n")
    monkeypatch.setattr(own_chains, "PASSAGES", file)
    (text,) = [*own_chains.load(tmp_path, "train"), *own_chains.load(tmp_path, "dev")]
    assert text.text == "Ana Roth said she saw the old club of Larn FC." and not text.is_complete
    assert shown(text) == [
        ("Ana Roth", "name", "person", "1"),
        ("she", "pronoun", None, None),
        ("the old club", "description", "organization", "2"),
        ("Larn FC", "name", "organization", "2"),
    ]
    (club,) = [mention for mention in text.mentions if mention.form == "description"]
    assert club.head is not None and text.text[slice(*club.head)] == "club"


@pytest.mark.parametrize("split", ["train", "dev"])
def test_every_person_pronoun_of_our_passages_has_a_label(tmp_path, split):
    texts = own_chains.load(tmp_path, split)
    assert len(texts) > 30
    for text in texts:
        labeled = {mention.start for mention in text.mentions}
        assert all(match.start() in labeled for match in PERSONAL.finditer(text.text)), text.id
        assert {mention.chain for mention in text.mentions} - {None} == {
            mention.chain for mention in text.mentions if mention.form == "name"
        }


@pytest.fixture
def annotated(tmp_path, monkeypatch):
    """The folder of an article of AllSides whose first paragraph is annotated."""
    monkeypatch.setattr(article_chains, "ANNOTATIONS", chain_files.write_annotated_article(tmp_path))
    return tmp_path


def test_annotated_articles_are_read_from_the_corpus(annotated):
    (text,) = [*article_chains.load(annotated, "train"), *article_chains.load(annotated, "dev")]
    assert text.text == "Ana Roth said she runs the club." and not text.is_complete
    assert shown(text) == [
        ("Ana Roth", "name", "person", "1"),
        ("she", "pronoun", None, "1"),
        ("the club", "description", None, None),
    ]


def test_another_text_than_the_annotated_one(annotated):
    with gzip.open(annotated / "allsides" / "train.jsonl.gz", "wt") as file:
        file.write(json.dumps({"ID": "one", "text": "Ana Roth said so."}) + "\n")
    with pytest.raises(CorpusError, match="article one is missing or not the text"):
        article_chains.load(annotated, "train") + article_chains.load(annotated, "dev")
