"""Tables of scores put together by hand, for tests of what is made of many articles."""

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from stancekit.document.tables import COLUMNS
from stancekit.jobs.writers import schema

FILLED = {"string": "", "int64": 0, "double": 0.0, "bool": False, "list<string>": []}


def write(folder, level, rows, keep=("outlet", "date"), part="part-000000"):
    """Write rows of a table that say only what matters; the other columns are blank."""
    blank = {column.name: FILLED[column.type] for column in COLUMNS[level]}
    path = folder / level / f"{part}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    described = schema(level, keep).with_metadata({"stancekit.model": "tiny 1"})
    parquet.write_table(pa.Table.from_pylist([{**blank, **row} for row in rows], schema=described), path)


def write_scores(folder, articles):
    """Write the four tables of articles.

    Each is a dictionary with `outlet`, `date`, `opinion`, the share of
    opinion among its ten sentences, and `stances`, from each actor's name to
    the scores of its mentions, a sentence each.
    """
    tables = {"document": [], "actor": [], "mention": [], "sentence": []}
    for number, article in enumerate(articles):
        own = {"id": f"a{number}", "outlet": article["outlet"], "date": article.get("date")}
        share = article.get("opinion", 0.5)
        tables["document"].append({**own, "sentences": 10, "opinion_share": share, "bias_share": share / 2})
        place = 0
        for name, scores in article.get("stances", {}).items():
            key = name.casefold()
            for voice in ("all", "opinion"):
                mean = float(np.mean(scores))
                tables["actor"].append(
                    {**own, "key": key, "name": name, "voice": voice, "mentions": len(scores), "score": mean}
                )
            for score in scores:
                place += 1
                tables["mention"].append(
                    {**own, "key": key, "name": name, "voice": "opinion", "sentence": place, "score": score}
                )
                text = f"{article['outlet']} says {score:+.2f} of {name} in article {number}."
                tables["sentence"].append({**own, "sentence": place, "text": text})
    for level, rows in tables.items():
        half = len(rows) // 2
        write(folder, level, rows[:half])
        write(folder, level, rows[half:], part="part-000001")
    return folder
