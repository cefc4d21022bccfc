"""A Validation in a terminal, or as plain text in a log."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stancekit.report import validation_figures as figures
from stancekit.report.sanitizing import sanitize, shorten
from stancekit.report.templating import signed
from stancekit.report.terminal_summary import INDENT, MAX_NAME
from stancekit.validation import GoldMatch, Validation

MAX_DIFFERENCES = 8


def render(validation: Validation, console: Console) -> None:
    """Print the agreement, the errors by group, the corrected estimates, and the methods paragraph."""
    _heading(console, "Gold", f"{validation.gold.labels} {figures.units(validation)} have a label")
    _print_gold(validation.gold, console)
    _heading(console, "Agreement", "with 95% intervals over articles")
    _print_rows(console, [], list(figures.agreement_rows(validation)))
    _print_confusion(validation, console)
    if validation.by:
        _heading(console, "Errors", f"by {validation.by}: model minus gold")
        rows = [
            (each.group, str(each.labels), figures.share_text(each.accuracy), figures.error_text(each.error))
            for each in validation.errors
        ]
        _print_rows(console, [validation.by, "labels", "accuracy", "mean error"], rows)
        _line(console, figures.verdict(validation))
    _heading(console, "Corrected", figures.measure(validation))
    _print_estimates(validation, console)
    _print_differences(validation, console)
    _heading(console, "Methods", "to paste into a paper")
    console.print(Text(sanitize(validation.methods)), highlight=False, soft_wrap=True)


def _heading(console: Console, heading: str, note: str) -> None:
    console.print()
    title = Text().append(heading, style="bold").append(f"{INDENT}{sanitize(note)}", style="dim")
    console.print(title, highlight=False, soft_wrap=True)


def _line(console: Console, text: str) -> None:
    if text:
        console.print(Text(f"{INDENT}{sanitize(text)}"), highlight=False, soft_wrap=True)


def _print_gold(gold: GoldMatch, console: Console) -> None:
    design = "with inclusion probabilities" if gold.has_probabilities else "taken as a simple random sample"
    _line(console, f"{gold.rows} rows code {gold.labels} units in {gold.articles} articles, {design}")
    if gold.warning:
        _line(console, f"warning: {gold.warning}")
    if gold.repeated:
        _line(console, f"{gold.repeated} rows code a unit again; the majority counts")
    for each in gold.unmatched:
        examples = ", ".join(map(str, each.examples))
        more = ", …" if each.rows > len(each.examples) else ""
        _line(console, f"{each.rows} not used: {each.reason} (row {examples}{more})")


def _print_confusion(validation: Validation, console: Console) -> None:
    confusion = validation.agreement.confusion
    rows = [(label, *map(str, row.values())) for label, row in confusion.items()]
    _line(console, "confusion; rows: gold, columns: the model")
    _print_rows(console, ["", *confusion], rows)


def _print_estimates(validation: Validation, console: Console) -> None:
    rows = [
        (
            each.group,
            f"{each.units:,}",
            f"{each.labels:,}",
            figures.mean_text(validation, each.model.score),
            figures.mean_text(validation, each.corrected.score) if each.corrected else "–",
            figures.interval_text(validation, each.corrected) if each.corrected else "",
            figures.further_text(each) if each.tuning is not None else "",
            each.note or "",
        )
        for each in figures.estimates(validation)
    ]
    headings = [
        validation.by or "",
        figures.units(validation),
        "labels",
        "model",
        "corrected",
        "95% interval",
        f"for ±{validation.margin:g}",
        "",
    ]
    _print_rows(console, headings, rows)
    _line(console, f"for ±{validation.margin:g}: labels to add for an interval of that half width")


def _print_differences(validation: Validation, console: Console) -> None:
    if not validation.differences:
        return
    _line(console, "differences, the largest first; * significant after a correction for all pairs (Bonferroni)")
    rows = [
        (
            f"{shorten(each.higher, MAX_NAME)} − {shorten(each.lower, MAX_NAME)}",
            signed(each.model),
            signed(each.difference),
            f"{signed(each.low)} to {signed(each.high)}",
            "*" if each.is_significant else "",
        )
        for each in validation.differences[:MAX_DIFFERENCES]
    ]
    _print_rows(console, ["", "model", "corrected", "95% interval", ""], rows)


def _print_rows(console: Console, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, names to the left and figures to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_header=bool(headings))
    for index, heading in enumerate(headings or rows[0]):
        is_text = index == 0 or not headings or "interval" in heading or heading == ""
        table.add_column(
            Text(shorten(heading, MAX_NAME)) if headings else "",
            justify="left" if is_text else "right",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(sanitize(cell)) for cell in row))
    console.print(Text(INDENT), end="")
    for number, line in enumerate(console.render_lines(table, pad=False)):
        text = Text.assemble(*((segment.text, segment.style or "") for segment in line))
        text.rstrip()
        console.print((Text(INDENT) if number else Text()) + text, highlight=False, soft_wrap=True)
