"""Files of actors."""

import json

import pytest

from stancekit import Actor, ActorError, read_actors

TOML = """
[[actors]]
id = "T1"
name = "Marcus Thorne"
aliases = ["the mayor"]
kind = "person"

[[actors]]
name = "Transport Office"
"""
THORNE = Actor("Marcus Thorne", aliases=("the mayor",), kind="person", id="T1")
OFFICE = Actor("Transport Office")


def test_toml_and_json(tmp_path):
    (tmp_path / "a.toml").write_text(TOML)
    rows = [
        {"id": "T1", "name": "Marcus Thorne", "aliases": ["the mayor"], "kind": "person"},
        {"name": "Transport Office"},
    ]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    (tmp_path / "b.json").write_text("\ufeff" + json.dumps({"actors": rows}), encoding="utf-8")
    for name in ("a.toml", "a.json", "b.json"):
        assert read_actors(tmp_path / name) == (THORNE, OFFICE)


def test_ignore_case(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('[[actors]]\nname = "Kestrel"\nignore_case = true\n')
    assert read_actors(path) == (Actor("Kestrel", ignore_case=True),)
    path.write_text('[[actors]]\nname = "Kestrel"\nignore_case = "yes"\n')
    with pytest.raises(ActorError, match=r"actor 1 \('Kestrel'\) has ignore_case 'yes', expected true or false"):
        read_actors(path)


def test_every_fault_is_listed_with_its_place(tmp_path):
    rows = [
        {"name": "Berg", "alias": ["x"]},
        {"aliases": [""]},
        "Okoro",
        {"name": "Oslo", "kind": "city", "id": 7, "aliases": "Kristiania"},
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(rows))
    with pytest.raises(ActorError) as raised:
        read_actors(path)
    heading, *faults = str(raised.value).split("\n  ")
    assert heading == f"{path} has 7 faults:"
    assert faults == [
        "actor 1 ('Berg') has the unknown key 'alias'; valid keys: id, name, aliases, kind, ignore_case.",
        "actor 2 has no name.",
        "actor 2 has the name '', which has no letter or digit to match.",
        "actor 3 is 'Okoro', expected a table with the keys id, name, aliases, kind, ignore_case.",
        "actor 4 ('Oslo') has the aliases 'Kristiania', expected a list of strings.",
        "actor 4 ('Oslo') has the id 7, expected a string.",
        "actor 4 ('Oslo') has the kind 'city'; valid kinds: person, organization, place.",
    ]


def test_a_name_belongs_to_one_actor(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"name": "Zoé Vogt"}, {"name": "Ana Roth", "aliases": ["ZOE  VOGT", "Roth"]}]))
    with pytest.raises(ActorError, match=r"actor 2 \('Ana Roth'\) has the name 'ZOE  VOGT', which actor 1"):
        read_actors(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.toml", "[[actors]", "is not TOML"),
        ("a.json", "[", "is not JSON"),
        ("a.json", "{}", "has no list of actors"),
        ("a.toml", 'name = "Berg"', "has no list of actors"),
        ("a.toml", "\udcff", "is not TOML"),
    ],
)
def test_what_is_no_list_of_actors(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ActorError, match=message):
        read_actors(tmp_path / name)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ActorError, match="cannot be read"):
        read_actors(tmp_path / "a.toml")
