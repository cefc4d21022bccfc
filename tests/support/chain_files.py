"""Small files in the formats of GAP, GUM, NewsMTSC and our own annotations, with text written for the tests."""

import gzip
import hashlib
import json
from pathlib import Path

from tests.support.corpus_files import write_file

GAP_HEADER = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
GAP_TEXT = "Ann Pell met Bo Roth. He thanked her."

CONLLU = """# newdoc id = GUM_bio_pell
# text = Ann Pell doesn't bake.
1\tAnn\tAnn\tPROPN\tNNP\t_\t5\tnsubj\t_\t_
2\tPell\tPell\tPROPN\tNNP\t_\t1\tflat\t_\t_
3-4\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdoes\tdo\tAUX\tVBZ\t_\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\tbake\tbake\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# text = The mayor says she likes a baker.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tmayor\tmayor\tNOUN\tNN\t_\t3\tnsubj\t_\t_
3\tsays\tsay\tVERB\tVBZ\t_\t0\troot\t_\t_
4\tshe\tshe\tPRON\tPRP\t_\t5\tnsubj\t_\t_
5\tlikes\tlike\tVERB\tVBZ\t_\t3\tccomp\t_\t_
6\ta\ta\tDET\tDT\t_\t7\tdet\t_\t_
7\tbaker\tbaker\tNOUN\tNN\t_\t5\tobj\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""
WEBANNO = """#FORMAT=WebAnno TSV 3.2

#Text=Ann Pell doesn't bake .
1-1\t0-3\tAnn\tperson[1]\tnew[1]\t_\tAnn_Pell[1]\tcf1[1]\tcoref\t2-1[2_1]
1-2\t4-8\tPell\tperson[1]\tnew[1]\t_\tAnn_Pell[1]\tcf1[1]\t_\t_
1-3\t9-13\tdoes\t_\t_\t_\t_\t_\t_\t_
1-4\t13-16\tn't\t_\t_\t_\t_\t_\t_\t_
1-5\t17-21\tbake\tevent\tnew\t_\t_\tcf2\t_\t_
1-6\t22-23\t.\t_\t_\t_\t_\t_\t_\t_

#Text=The mayor says she likes a baker .
2-1\t24-27\tThe\tperson[2]\tgiv[2]\t_\t_\tcf1[2]\tana\t2-4[0_2]
2-2\t28-33\tmayor\tperson[2]\tgiv[2]\t_\t_\tcf1[2]\t_\t_
2-3\t34-38\tsays\t_\t_\t_\t_\t_\t_\t_
2-4\t39-42\tshe\tperson\tgiv\t_\t_\tcf1\t_\t_
2-5\t43-48\tlikes\t_\t_\t_\t_\t_\t_\t_
2-6\t49-50\ta\tperson[4]\tnew[4]\t_\t_\tcf3[4]\t_\t_
2-7\t51-56\tbaker\tperson[4]\tnew[4]\t_\t_\tcf3[4]\t_\t_
2-8\t57-58\t.\t_\t_\t_\t_\t_\t_\t_
"""


def gap_row(identifier: str, *, a: bool, b: bool) -> str:
    """Return a row whose pronoun is "her"."""
    values = [identifier, GAP_TEXT, "her", GAP_TEXT.index("her"), "Ann Pell", 0, a, "Bo Roth", 13, b, "address"]
    return "\t".join(str(value).upper() if isinstance(value, bool) else str(value) for value in values)


def write_gap(folder: Path) -> None:
    """Write both files of GAP."""
    rows = [GAP_HEADER, gap_row("1", a=True, b=False), gap_row("2", a=False, b=False)]
    for name in ("gap-development.tsv", "gap-validation.tsv"):
        write_file(folder / "gap" / name, "\n".join(rows) + "\n")


def write_gum(folder: Path, *names: str) -> None:
    """Write a document of GUM under each name."""
    for name in names:
        write_file(folder / "gum" / "coref" / "ontogum" / "conllu" / f"{name}.conllu", CONLLU)
        write_file(folder / "gum" / "coref" / "gum" / "tsv" / f"{name}.tsv", WEBANNO)


def write_newsmtsc(folder: Path) -> None:
    """Write both files of NewsMTSC, with a name and its pronoun, and a pronoun without a name."""
    text = "Ann Pell said she won."
    name = {"from": 0, "to": 8, "mention": "Ann Pell", "polarity": 6.0}
    named = name | {"further_mentions": [{"from": 14, "to": 17, "mention": "she"}]}
    alone = {"from": 14, "to": 17, "mention": "she", "polarity": 6.0}
    rows = [{"sentence_normalized": text, "targets": [target]} for target in (named, alone)]
    for file in ("train.jsonl", "devtest_mt.jsonl"):
        write_file(folder / "newsmtsc" / file, "\n".join(map(json.dumps, rows)))


def write_annotated_article(folder: Path, article: str = "one") -> Path:
    """Write an article of AllSides, and the annotation of its first paragraph, whose file is returned."""
    text = "Ana Roth said she runs the club.\n\nNobody else spoke."
    (folder / "allsides").mkdir(exist_ok=True)
    with gzip.open(folder / "allsides" / "train.jsonl.gz", "wt") as file:
        file.write(json.dumps({"ID": article, "text": text}) + "\n")
    row = {"article": article, "end": 32, "sha256": hashlib.sha256(text[:32].encode()).hexdigest()}
    row |= {"kinds": {"1": "person"}, "mentions": [[0, 8, "1", "n"], [14, 17, "1", "p"], [23, 31, "0", "d"]]}
    annotations = folder / "coreference_articles.jsonl"
    annotations.write_text(json.dumps(row) + "\n")
    return annotations
