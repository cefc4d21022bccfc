"""The actors that `stancekit analyze` looks for."""

import json

from tests.support.commands import ARTICLE, fault


def test_named_actors_are_looked_for(analyze):
    result = analyze("--json", "--actor", "zoe vogt", "--actor", "Ana Roth", stdin=ARTICLE.encode())
    read = json.loads(result.stdout)
    by_name = {actor["name"]: actor for actor in read["actors"]}
    assert by_name["Ana Roth"]["mentions"] == [] and by_name["Ana Roth"]["stance"] is None
    mentions = [mention for sentence in read["sentences"] for mention in sentence["mentions"]]
    assert [mentions[index]["text"] for index in by_name["zoe vogt"]["mentions"]] == ["Zoë Vogt"]


def test_actors_of_a_file_are_looked_for(analyze, tmp_path):
    roster = tmp_path / "actors.toml"
    roster.write_text('[[actors]]\nid = "V1"\nname = "Zoe Maria Vogt"\naliases = ["zoe vogt"]\n')
    read = json.loads(analyze("--json", "--actors", roster, stdin=ARTICLE.encode()).stdout)
    (vogt,) = [actor for actor in read["actors"] if actor["key"] == "V1"]
    assert vogt["name"] == "Zoe Maria Vogt" and len(vogt["mentions"]) >= 1
    mentions = [mention for sentence in read["sentences"] for mention in sentence["mentions"]]
    assert mentions[vogt["mentions"][0]]["alias"] == "zoe vogt"


def test_faults_of_a_file_of_actors_are_wrong_usage(analyze, tmp_path):
    roster = tmp_path / "actors.toml"
    roster.write_text('[[actors]]\nname = "!"\n[[actors]]\nnames = "Berg"\n')
    told = fault(analyze("--actors", roster, stdin=b"x"), 2)
    assert (
        told.count("\n") == 4 and "has 3 faults" in told and "actor 1 ('!')" in told and "actor 2 has no name" in told
    )


def test_an_actor_without_a_letter_is_wrong_usage(analyze, article):
    assert "'!!'" in fault(analyze(article, "--actor", "!!"), 2)
