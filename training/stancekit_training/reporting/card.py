"""The model card: what the model was made from, how good it is, and what it must not be used for.

`card.md.j2` is the card, with the YAML header that model hubs read, and
`license.md.j2` the license notice of the weights.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from huggingface_hub import EvalResult, ModelCardData
from jinja2 import Environment, PackageLoader, StrictUndefined

from stancekit.labels import HEADS
from stancekit_training.corpora.article_registry import ARTICLE_CORPORA
from stancekit_training.corpora.registry import CHAIN_CORPORA, CORPORA, Origin
from stancekit_training.evaluation.metrics import head_of
from stancekit_training.provenance import lineage, origins, restricted_corpora
from stancekit_training.recipe import Recipe
from stancekit_training.reporting import tables
from stancekit_training.reporting.reliability_chart import CHART_FILE
from stancekit_training.reporting.results import Metrics
from stancekit_training.reporting.tables import ReportTable

CARD_FILE = "README.md"
LICENSE_FILE = "LICENSE"
LANGUAGE = "en"
HUB_LICENSES = frozenset(  # identifiers that model hubs know
    "apache-2.0 mit bsd-2-clause bsd-3-clause cc0-1.0 cc-by-4.0 cc-by-sa-4.0 cc-by-nc-4.0 cc-by-nc-sa-4.0 "
    "gpl-3.0 agpl-3.0 lgpl-3.0 mpl-2.0 unlicense".split()
)


def write_card(folder: Path, recipe: Recipe, metrics: Metrics) -> None:
    """Write the card and the license notice of the weights beside a model."""
    values = {
        "recipe": recipe,
        "metrics": metrics,
        "header": card_data(recipe, metrics).to_yaml(),
        "corpora": _corpus_table(recipe),
        "restricted": restricted_corpora(recipe),
        "bystanders": [name for name, entry in recipe.corpora.items() if not (entry.choose or entry.ratio)],
        "chart": CHART_FILE,
    }
    for template, name in (("card.md.j2", CARD_FILE), ("license.md.j2", LICENSE_FILE)):
        (folder / name).write_text(_environment().get_template(template).render(values), encoding="utf-8")


def card_data(recipe: Recipe, metrics: Metrics) -> ModelCardData:
    """Return the header of the card, as model hubs read it."""
    is_free = recipe.license.lower() in HUB_LICENSES and not restricted_corpora(recipe)
    name = re.sub(r"[^a-z0-9.]+", "-", recipe.license.partition(":")[0].lower()).strip("-")
    return ModelCardData(
        model_name=recipe.name,
        language=LANGUAGE,
        license=recipe.license.lower() if is_free else "other",
        license_name=None if is_free else name,
        license_link=None if is_free else LICENSE_FILE,
        library_name="stancekit",
        pipeline_tag="text-classification",
        tags=["news", "opinion", "stance", "media-bias", "onnx"],
        base_model=None if Path(recipe.base).exists() else recipe.base,  # a folder is nobody else's
        datasets=list(origins(recipe)) or None,
        metrics=["f1"],
        eval_results=list(_eval_results(metrics)) or None,
    )


def _eval_results(metrics: Metrics) -> Iterator[EvalResult]:
    for score in metrics.scores or ():
        is_sentence = HEADS[head_of(score.head)].level == "sentence" or score.head == "stance"
        yield EvalResult(
            task_type="text-classification" if is_sentence else "token-classification",
            dataset_type=score.corpus,
            dataset_name=score.corpus,
            dataset_split="dev",
            metric_type="f1",
            metric_name=f"{score.head}, {score.metric}",
            metric_value=score.value,
        )


def _corpus_table(recipe: Recipe) -> ReportTable:
    headings = ["corpus", "heads", "use", "license as its source states it", "cite", "address"]
    names = dict.fromkeys([*recipe.corpora, *recipe.unlabeled])
    rows = [_corpus_row(recipe, name) for name in names]
    for name in recipe.coreference.corpora if recipe.coreference else ():
        rows.append([name, "coreference", "training", *_source(CHAIN_CORPORA[name])])
    for name in recipe.portrayal.corpora if recipe.portrayal else ():
        rows.append([name, "portrayal", "training", *_source(ARTICLE_CORPORA[name])])
    return ReportTable(headings, rows, len(headings))


def _corpus_row(recipe: Recipe, name: str) -> list[str]:
    use = "distillation, without its labels" if name in recipe.unlabeled else "measuring alone"
    if any(name in learned.trained_on for learned in lineage(recipe)):
        use = "training"
    corpus = CORPORA.get(name)
    if corpus is None:
        return [Path(name).name, "", use, "labels of your own", "", ""]
    heads = ", ".join(head for head in corpus.heads if head in recipe.heads)
    return [name, heads, use, *_source(corpus)]


def _source(origin: Origin) -> list[str]:
    return [origin.license, origin.citation, origin.address]


def _percent(share: float, digits: int = 0) -> str:
    return f"{share:.{digits}%}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("stancekit_training.reporting", "."),
        autoescape=False,  # Markdown of our own figures
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"percent": _percent, "figure": tables.figure}
    environment.globals |= {"tables": tables}
    return environment
