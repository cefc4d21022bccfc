"""Score tables built by hand, for tests of comparisons."""

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from stancekit.document.tables import COLUMNS, TABLE_FORMAT
from stancekit.jobs.writers import schema

BLANK = {"string": "", "int64": 0, "double": 0.0, "bool": False, "list<string>": []}


def write(folder, level, rows, keep=("outlet", "date"), part="part-000000", format=TABLE_FORMAT):
    """Write rows of a table; columns that they lack are blank. Without a format, its metadata entry is left out."""
    blank = {column.name: BLANK[column.type] for column in COLUMNS[level]}
    metadata = {"stancekit.model": "tiny 1"} | ({"stancekit.format": str(format)} if format else {})
    path = folder / level / f"{part}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pylist([{**blank, **row} for row in rows], schema=schema(level, keep))
    parquet.write_table(table.replace_schema_metadata(metadata), path)


def write_scores(folder, articles):
    """Write the four tables of articles and return the folder.

    Each article is a dictionary with `outlet`, `date`, `opinion` (the share
    of opinion in its ten sentences), `stances` (the scores of each actor's
    mentions by its name, one mention a sentence) and `portrayals` (the score
    of each actor's portrayal).
    """
    tables = {"document": [], "actor": [], "mention": [], "sentence": []}
    for number, article in enumerate(articles):
        common = {"id": f"a{number}", "outlet": article["outlet"], "date": article.get("date")}
        share = article.get("opinion", 0.5)
        tables["document"].append({**common, "sentences": 10, "opinion_share": share, "bias_share": share / 2})
        index = 0
        for name, scores in article.get("stances", {}).items():
            key = name.casefold()
            for voice in ("all", "opinion"):
                mean = float(np.mean(scores))
                portrayal = article.get("portrayals", {}).get(name) if voice == "all" else None
                row = {"key": key, "name": name, "voice": voice, "mentions": len(scores), "score": mean}
                tables["actor"].append({**common, **row, "portrayal_score": portrayal})
            for score in scores:
                index += 1
                tables["mention"].append(
                    {**common, "key": key, "name": name, "voice": "opinion", "sentence": index, "score": score}
                )
                text = f"{article['outlet']} says {score:+.2f} of {name} in article {number}."
                tables["sentence"].append({**common, "sentence": index, "text": text})
    for level, rows in tables.items():
        half = len(rows) // 2
        write(folder, level, rows[:half])
        write(folder, level, rows[half:], part="part-000001")
    return folder
