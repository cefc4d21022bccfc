"""Commands that measure what follows the network, on texts: `stancekit train boundaries`, `sources` and others."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancekit_training.cli.options import CorporaOption, errors_reported

if TYPE_CHECKING:
    from stancekit.labels import Form

LINKED_FORMS: Mapping[str, tuple["Form", ...]] = {"names": ("name",), "all forms": ("name", "description", "pronoun")}

FrozenTextsOption = Annotated[bool, typer.Option("--frozen", help="Only the frozen portion of the texts.")]
FrozenArticlesOption = Annotated[bool, typer.Option("--frozen", help="Only the frozen portion of the articles.")]
BundledModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="A model folder, or the name of an installed model or hub repository; by default stancekit-small.",
    ),
]


def boundaries(frozen: FrozenTextsOption = False) -> None:
    """Measure the boundaries of sentences on texts written for it; needs no model."""
    from stancekit_training.evaluation.boundaries import measure_boundaries

    for kind, metrics in measure_boundaries("frozen" if frozen else "open").items():
        scores = f"precision {metrics.precision:.3f}  recall {metrics.recall:.3f}  F1 {metrics.f1:.3f}"
        typer.echo(
            f"{kind:26} {scores}  {metrics.count:3} boundaries, {metrics.exact:.0%} of {metrics.texts} texts exact"
        )


def structure(corpora: CorporaOption = Path("corpora"), frozen: FrozenTextsOption = False) -> None:
    """Measure the roles of lines on NewsDiscourse's validation part and on annotated articles; needs no model."""
    from stancekit_training.corpora.structure import load_annotated, load_newsdiscourse
    from stancekit_training.evaluation.structure import measure_structure

    with errors_reported():
        articles = {"annotated articles": load_annotated(corpora, "frozen" if frozen else "open")}
        if not frozen:
            articles["newsdiscourse"] = load_newsdiscourse(corpora, "validation")
        for name, loaded in articles.items():
            metrics = measure_structure(loaded)
            typer.echo(f"{name}: {metrics.lost:.2%} of {metrics.article_lines} lines of article text lost")
            for role, score in {"furniture": metrics.furniture, **metrics.by_role}.items():
                scores = f"precision {score.precision:.3f}  recall {score.recall:.3f}"
                typer.echo(f"  {role:14} {scores}  {score.count:4} lines")


def linking(
    corpora: CorporaOption = Path("corpora"), model: BundledModelOption = None, frozen: FrozenArticlesOption = False
) -> None:
    """Measure which mentions a model links to one actor, on annotated articles."""
    from stancekit import load
    from stancekit_training.corpora.linking import load as load_articles
    from stancekit_training.evaluation.linking import measure_linking

    with errors_reported():
        articles = load_articles(corpora, "frozen" if frozen else "open")
        loaded = load(model)
        for title, forms in LINKED_FORMS.items():
            found = measure_linking(loaded, articles, forms=forms)
            everything = measure_linking(loaded, articles, forms=forms, with_missed=True)
            scores = f"B-cubed precision {found.precision:.3f}  recall {found.recall:.3f}  F1 {found.f1:.3f}"
            typer.echo(
                f"{title:10} {scores}  {found.count:4} mentions, {found.found:.1%} found; "
                f"F1 with the missed ones {everything.f1:.3f}"
            )


def sources(
    corpora: CorporaOption = Path("corpora"), model: BundledModelOption = None, frozen: FrozenTextsOption = False
) -> None:
    """Measure the sources of quotations on texts written for it, and of speech on NewsDiscourse's validation part."""
    from stancekit import load
    from stancekit_training.evaluation.sources import measure_sources, measure_speech

    with errors_reported():
        loaded = load(model)
        for kind, metrics in measure_sources(loaded, "frozen" if frozen else "open").items():
            scores = f"right {metrics.right:.3f}  wrong {metrics.wrong:.3f}"
            typer.echo(f"{kind:30} {scores}  {metrics.count:3} quotations")
        if not frozen:
            speech = measure_speech(loaded, corpora)
            typer.echo(f"newsdiscourse, speech with a source {speech.speech:.3f} of {speech.speech_count} sentences")
            typer.echo(f"newsdiscourse, other sentences      {speech.other:.3f} of {speech.other_count} sentences")


COMMANDS = (boundaries, structure, linking, sources)
