"""Metrics in a terminal."""

import sys

from rich.console import Console
from rich.table import Table

from stancekit_training.audit.audit import AuditMetrics
from stancekit_training.audit.portrayal import PortrayalMetrics
from stancekit_training.evaluation.articles import ArticleMetrics
from stancekit_training.evaluation.voices import VoiceMetrics
from stancekit_training.reporting import tables
from stancekit_training.reporting.results import Metrics
from stancekit_training.reporting.tables import ReportTable

WIDTH = 160  # columns of tables in a file


def open_console() -> Console:
    """Return the terminal; a file or a pipe gets lines that are long enough for the tables."""
    return Console(width=None if sys.stdout.isatty() else WIDTH)


def show(metrics: Metrics, console: Console, *, part: str = "development") -> None:
    """Print every section that was measured; `part` names the data of the scores."""
    if metrics.scores is not None:
        _print(f"scores on {part} data", tables.score_table(metrics.scores), console)
    if metrics.calibration is not None:
        _print("calibration, cross-fitted in 5 folds", tables.calibration_table(metrics.calibration), console)
    if metrics.articles is not None:
        _show_articles(metrics.articles, console)
    if metrics.voices is not None:
        _show_voices(metrics.voices, console)
    if metrics.coreference is not None:
        _print("whom pronouns and descriptions refer to", tables.coreference_table(metrics.coreference), console)
    if metrics.portrayal is not None:
        _show_portrayal(metrics.portrayal, console)
    if metrics.audit is not None:
        _show_audit(metrics.audit, console)
    if metrics.frozen is not None:
        _print("behavior, frozen portion: cases with every label right", tables.behavior_table(metrics.frozen), console)
    if metrics.cross is not None:
        _print("trained without a corpus, tested on it", tables.cross_table(metrics.cross), console)


def _print(title: str, table: ReportTable, console: Console) -> None:
    rendered = Table(title=title, title_justify="left")
    for index, heading in enumerate(table.headings):
        rendered.add_column(heading, justify="left" if index < table.names else "right")
    for row in table.rows:
        rendered.add_row(*row)
    console.print(rendered)


def _show_articles(metrics: ArticleMetrics, console: Console) -> None:
    title = "stance toward labeled actors of whole articles: macro-F1"
    _print(title, tables.article_table(metrics.stances), console)
    console.print("lead: over the best baseline, the lower end of the 95% interval")
    recall = (f"{rank} {share:.3f}" for rank, share in metrics.recall.items())
    console.print("SEESAW valid, labeled actors found and linked to one actor:", *recall)
    console.print(f"BASIL, negative feelings against the others: AUC {metrics.basil_auc:.3f}")
    linking = metrics.linking
    console.print(
        f"linking, B-cubed: precision {linking.precision:.3f}, recall {linking.recall:.3f}, F1 {linking.f1:.3f} "
        f"over {linking.count} mentions"
    )


def _show_voices(voices: VoiceMetrics, console: Console) -> None:
    console.print(
        f"{voices.pairs} pairs of the same judgment: {voices.own:.1%} are an opinion in the author's voice, "
        f"{voices.flips:.1%} are that and a reported fact in a source's; the stance stays in {voices.stays:.1%}, "
        f"and {voices.quoted:.1%} are quoted in the source's sentence alone"
    )
    console.print(
        f"SEESAW valid, whether a source or the text holds a stance: balanced accuracy {voices.holder:.3f} "
        f"over {voices.stances:,} stances"
    )


def _show_portrayal(portrayal: PortrayalMetrics, console: Console) -> None:
    _print("how whole articles cast labeled actors: macro-F1", tables.article_table(portrayal.scores), console)
    console.print("lead: over the best baseline, the lower end of the 95% interval")
    _print("do portrayals rank the actors?", tables.separation_table(portrayal.separations), console)
    swap = portrayal.swap
    console.print(f"SEESAW valid, expected calibration error of the label: {portrayal.error:.3f}")
    console.print(f"SEESAW, macro-F1 of one annotator against another: {portrayal.ceiling:.3f}")
    console.print(
        f"{swap.articles} articles with another name of an actor: the portrayal moves by {swap.delta:.3f}, its label "
        f"changes in {swap.changed:.1%}; the mean of the sentences moves by {swap.mean_delta:.3f}"
    )


def _show_audit(audit: AuditMetrics, console: Console) -> None:
    swap = audit.name_swap
    console.print(
        f"other names in {swap.sentences} sentences, {swap.names} names: the score moves by {swap.delta:.3f}, "
        f"the label changes in {swap.changed:.1%}; highest minus lowest score of a sentence {swap.range:.3f}; "
        f"macro-F1 {swap.original:.3f} with their own names, {swap.swapped:.3f} with others"
    )
    _print("mean score of a group of names, minus that of the others", tables.name_group_table(swap), console)
    _print("does it look at the target? stance macro-F1, newsmtsc", tables.target_table(audit.target), console)
    _print("behavior: cases with every label right", tables.behavior_table(audit.behavior), console)
    _print("do tilts separate left outlets from right ones?", tables.outlet_table(audit.outlets, mark=" *"), console)
    if crossed := audit.outlets.crossed:
        interval = tables.interval(crossed.low, crossed.high, 2)
        chosen = ", ".join(crossed.chosen)
        console.print(
            f"each half by the measure that the other half chooses ({chosen}): AUC {tables.figure(crossed.auc, 2)}, "
            f"{interval}, over {crossed.outlets} outlets"
        )
