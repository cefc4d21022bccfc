"""Score tables of a made-up corpus whose true labels are known, for tests of validation."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from tests.support.score_tables import write

SENTENCES = 12  # of each article; one more is a caption, which is not measured
ACTOR = "Ana Roth"


@dataclass(frozen=True)
class CodedCorpus:
    """Score tables, and gold rows for all of their sentences and mentions.

    Attributes:
        folder: of the score tables.
        sentences: gold rows with `id`, `sentence`, `start`, `end`, `text` and `gold`.
        mentions: the same for the mentions, one in each sentence.
        actors: gold rows with `id`, `key` and `gold`.
    """

    folder: object
    sentences: list
    mentions: list
    actors: list


def write_corpus(folder, articles=40, outlets=("North", "South"), errors=(0.15, -0.1), seed=0):
    """Write a corpus in which the model's P(opinion) and stance are too high by an error of each outlet."""
    random = np.random.default_rng(seed)
    tables = {"document": [], "sentence": [], "mention": [], "actor": []}
    gold = CodedCorpus(folder, [], [], [])
    for number in range(articles):
        group = number % len(outlets)
        common = {"id": f"a{number}", "outlet": outlets[group], "date": "2024-01-05"}
        chances = np.clip(random.normal(0.4, 0.25, SENTENCES), 0.02, 0.98)
        scored = np.clip(chances + errors[group], 0.01, 0.99)
        values = []
        for index, (chance, opinion) in enumerate(zip(chances, scored, strict=True)):
            start, text = 100 * index, f"Sentence {index} of article {number} names {ACTOR}."
            place = {"sentence": index, "start": start, "end": start + len(text)}
            label = "opinion" if random.random() < chance else "reported_fact"
            tables["sentence"].append(
                {**common, **place, "text": text, "is_measured": True, "opinion": opinion, "bias": opinion / 2}
                | {"label": "opinion" if opinion >= 0.5 else "reported_fact"}
            )
            gold.sentences.append({"id": common["id"], **place, "text": text, "gold": label})
            favor, against = opinion * 0.9, (1 - opinion) * 0.6
            at = {**place, "start": start + text.index(ACTOR), "end": start + len(text) - 1}
            tables["mention"].append(
                {**common, **at, "text": ACTOR, "key": "ana roth", "name": ACTOR, "voice": "reported"}
                | {"against": against, "favor": favor, "neutral": 1 - favor - against, "score": favor - against}
            )
            values.append(int(random.choice([-1, 0, 1], p=[(1 - chance) * 0.6, 0.4 - 0.3 * chance, 0.9 * chance])))
            gold.mentions.append({"id": common["id"], **at, "gold": ("against", "neutral", "favor")[values[-1] + 1]})
        caption = {"sentence": SENTENCES, "start": 2000, "end": 2010, "text": "A caption.", "opinion": 0.5}
        tables["sentence"].append({**common, **caption, "is_measured": False, "role": "caption"})
        tables["document"].append(
            {**common, "sentences": SENTENCES, "opinion_share": scored.mean(), "bias_share": scored.mean() / 2}
        )
        score = float(np.mean(0.9 * scored - 0.6 * (1 - scored)))
        tables["actor"].append(
            {**common, "key": "ana roth", "name": ACTOR, "voice": "all", "mentions": SENTENCES, "score": score}
        )
        label = Counter(values).most_common(1)[0][0]
        gold.actors.append({"id": common["id"], "key": "ana roth", "gold": str(label)})
    for level, rows in tables.items():
        write(folder, level, rows)
    return gold
