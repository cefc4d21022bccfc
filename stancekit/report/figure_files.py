"""The figures and tables of a comparison as files in a folder."""

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from stancekit.comparison.results import Comparison, LatexTableName, TableName
from stancekit.errors import OptionError
from stancekit.report import comparison_figures as figures
from stancekit.report.figure_axes import AxesOf, settings, unshown_axes
from stancekit.report.templating import generator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Plot: TypeAlias = "Callable[[Comparison, AxesOf], Axes]"

PLOTS: dict[str, Plot] = {
    "opinion": figures.plot_opinion,
    "bias": figures.plot_bias,
    "actors": figures.plot_actors,
}
PLOTS_OVER_TIME: dict[str, Plot] = {
    "opinion-over-time": figures.plot_opinion_over_time,
    "actors-over-time": figures.plot_actors_over_time,
}
TABLES: dict[str, TableName] = {"groups": "groups", "actors": "actors", "contrasts": "contrasts"}
TABLES_OVER_TIME: dict[str, TableName] = {
    "opinion-over-time": "opinion_over_time",
    "actors-over-time": "actors_over_time",
}
LATEX_TABLES: dict[str, LatexTableName] = {"groups": "groups", "actors": "actors", "contrasts": "contrasts"}
RECORD = "figures.json"  # tells what the files were made from, and that the folder is one of stancekit's
DPI = 300
SUFFIXES = (".pdf", ".png", ".csv", ".tex")


def check_folder(folder: Path, *, overwrite: bool) -> None:
    """Check that figures can be written to a folder without the loss of a file.

    Args:
        folder: new, empty, or with earlier figures of stancekit.
        overwrite: whether other files in it may be replaced.

    Raises:
        OptionError: it is a file, or has other files.
        OSError: it cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        raise OptionError(f"{folder} is a file, expected a folder for figures.")
    if overwrite or not folder.exists() or (folder / RECORD).is_file():
        return
    if any(folder.iterdir()):
        raise OptionError(
            f"{folder} has files that are no figures of stancekit: write the figures to another folder, or add "
            "--overwrite."
        )


def write_figures(comparison: Comparison, folder: Path) -> list[Path]:
    """Write figures as PDF and PNG, tables as CSV and LaTeX, and a record of their making.

    Returns:
        The files, in the order of their names.

    Raises:
        OSError: a file cannot be written.
        ImportError: matplotlib is missing; the extra `figures` installs it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in _earlier(folder / RECORD):  # of a run with other options
        (folder / name).unlink(missing_ok=True)
    files = [*_figures(comparison, folder), *_tables(comparison, folder)]
    record = folder / RECORD
    record.write_text(json.dumps(_record(comparison, files), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return sorted([*files, record])


def _figures(comparison: Comparison, folder: Path) -> Iterator[Path]:
    plots = PLOTS | (PLOTS_OVER_TIME if comparison.periods else {})
    for name, plot in plots.items():
        if "actors" in name and not comparison.actors:
            continue
        yield from _save(plot, comparison, folder / name)


def _save(plot: Plot, comparison: Comparison, path: Path) -> Iterator[Path]:
    """Write a figure as PDF and PNG; the same comparison gives the same bytes."""
    with settings(), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # about glyphs that matplotlib's font lacks
        figure: Any = plot(comparison, unshown_axes).figure
        for suffix, metadata in ((".pdf", {"CreationDate": None}), (".png", {"Software": None})):
            file = path.with_name(path.name + suffix)
            figure.savefig(file, dpi=DPI, metadata=metadata)
            yield file


def _tables(comparison: Comparison, folder: Path) -> Iterator[Path]:
    tables = TABLES | (TABLES_OVER_TIME if comparison.periods else {})
    if not comparison.contrasts:
        tables = {name: table for name, table in tables.items() if table != "contrasts"}
    for name, table in tables.items():
        file = folder / f"{name}.csv"
        comparison.to_frame(table).to_csv(file, index=False, lineterminator="\n")
        yield file
    for name, latex_table in LATEX_TABLES.items():
        if name not in tables:
            continue
        file = folder / f"{name}.tex"
        file.write_text(comparison.to_latex(latex_table), encoding="utf-8")
        yield file


def _record(comparison: Comparison, files: list[Path]) -> dict[str, object]:
    return {
        "generator": generator(),
        "models": list(comparison.models),
        "by": comparison.by,
        "over": comparison.over,
        "voice": comparison.voice,
        "articles": comparison.articles,
        "sentences": comparison.sentences,
        "first": comparison.first,
        "last": comparison.last,
        "undated": comparison.undated,
        "other_groups": comparison.other_groups,
        "files": sorted(file.name for file in files),
    }


def _earlier(record: Path) -> list[str]:
    """Return the names of the files that an earlier run wrote beside its record."""
    if not record.is_file():
        return []
    names = {*PLOTS, *PLOTS_OVER_TIME, *TABLES, *TABLES_OVER_TIME}
    try:
        files = json.loads(record.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError):
        return []
    return [name for stem in sorted(names) for name in (f"{stem}{suffix}" for suffix in SUFFIXES) if name in files]
