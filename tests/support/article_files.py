"""Corpora of whole articles in their own formats, with articles written for the tests."""

import json
from collections.abc import Iterable
from pathlib import Path

from tests.support.corpus_files import write_file

PARAGRAPHS = 16  # columns of paragraph labels in PerSenT


def sentences(number: int) -> list[str]:
    """Return the sentences of an article that is kind to Ann Pell if its number is even, and never to Bo Roth."""
    kind = "won the vote and the plan" if number % 2 == 0 else "lied to the city"
    return [
        f"Ann Pell {kind}.",
        f"Ann Pell met Bo Roth {number} times.",
        "Bo Roth lied.",
        "The city did not see the plan.",
    ]


def write_seesaw(folder: Path, stories: Iterable[int], *, split: str = "train") -> None:
    """Write stories of SEESAW, of three articles each."""
    home = folder / "seesaw"
    for story in stories:
        triplet = f"{story:03}"
        outlets = {f"Meta info for article {number}": {"bias_label": number} for number in range(3)}
        meta = {"triplet_id": triplet, "Split": split, **outlets}
        write_file(home / "meta" / f"TRIPLET_{triplet}.json", meta)
        for number in range(3):
            name = f"TRIPLET_{triplet}_DOCUMENT_{number}.json"
            text = [{"id": index, "text": line} for index, line in enumerate(sentences(number))]
            write_file(home / "articles" / name, {"title": "Pell and Roth", "text": text})
            write_file(home / "annotations" / name, _seesaw_labels(number))


def _seesaw_labels(number: int) -> dict[str, object]:
    feeling, polarity = ("Positive", "POS") if number % 2 == 0 else ("Very Negative", "NEG")
    listed = [[name, ["People"], ["Main"], ["A"]] for name in ("Ann Pell", "Bo Roth")]
    stance = {"subject": "None", "sentiment": polarity, "object": "Ann Pell"}
    return {
        "entity lists": listed,
        "entity sentiments": {"Ann Pell": [[feeling, "A"]], "Bo Roth": [["Neutral", "A"]]},
        "sentence-level stances": {"0": [stance]},
    }


def write_persent(folder: Path, articles: Iterable[int], *, file: str = "dev.csv") -> None:
    """Write a file of PerSenT."""
    columns = ["DOCUMENT_INDEX", "TITLE", "TARGET_ENTITY", "DOCUMENT", "TRUE_SENTIMENT"]
    lines = [",".join([*columns, *(f"Paragraph{index}" for index in range(PARAGRAPHS))])]
    for number in articles:
        label = "Positive" if number % 2 == 0 else "Negative"
        labels = [label, "Neutral", "Neutral", "Neutral", *[""] * (PARAGRAPHS - 4)]
        text = "\n".join(sentences(number))
        lines.append(",".join([str(number), "Pell wins", "Ann Pell", f'"{text}"', label, *labels]))
    write_file(folder / "persent" / file, "\n".join(lines) + "\n")


def write_basil(folder: Path, articles: Iterable[int]) -> None:
    """Write articles of BASIL, each an event of its own."""
    home = folder / "basil"
    for number in articles:
        first, *others = sentences(number)
        polarity = "pos" if number % 2 == 0 else "neg"
        content = {
            "title": "Pell wins",
            "triplet-uuid": str(number),
            "body-paragraphs": [[first, others[0]], others[1:]],
        }
        span = {"id": "p0", "target": "Ann_Pell", "polarity": polarity, "txt": first}
        labels = {
            "article-level-annotations": {"author_feeling_Ann_Pell": polarity, "author_feeling_Bo_Roth": "neu"},
            "phrase-level-annotations": [span],
        }
        write_file(home / "articles" / "2010" / f"{number}_1.json", content)
        write_file(home / "annotations" / "2010" / f"{number}_1_ann.json", labels)


def write_narrative_framing(folder: Path, articles: Iterable[int]) -> None:
    """Write the two tables of the corpus."""
    texts, roles = ["ID\tsource\ttext"], ["ID\tentity\trole"]
    for number in articles:
        texts.append(f"{number}\tpost\t" + json.dumps(" ".join(sentences(number))))
        role = "hero" if number % 2 == 0 else "villain"
        roles += [f"{number}\tAnn Pell\t{role}", f"{number}\tBo Roth\tvictim", f"{number}\tshe\tvillain"]
    home = folder / "narrative_framing"
    write_file(home / "articles_metadata.tsv", "\n".join(texts) + "\n")
    write_file(home / "role_and_frame_annoations.tsv", "\n".join(roles) + "\n")
