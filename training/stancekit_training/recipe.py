"""A training recipe: a TOML file, checked key by key."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import Field, SkipValidation, StrictBool, StrictInt

from stancekit.labels import HEADS
from stancekit.network.manifest import HeadSettings
from stancekit_training.corpora.article_registry import ARTICLE_CORPORA
from stancekit_training.corpora.own_labels import KEYS
from stancekit_training.corpora.registry import CHAIN_CORPORA, CORPORA
from stancekit_training.errors import RecipeError
from stancekit_training.recipe_tables import TABLE, check_keys, place, record, subtable
from stancekit_training.search_space import DEFAULT, SearchSpace, parse_space
from stancekit_training.settings import (
    CoreferenceFit,
    Count,
    Decoding,
    DistillationSettings,
    FitSettings,
    MixtureEntry,
    PortrayalFit,
    Positive,
    Weight,
)
from stancekit_training.trainer_options import TrainerOptions

Sentences = TypeVar("Sentences")  # of one corpus

SPECIAL_TOKENS = 2  # of each window


@dataclass(frozen=True)
class Recipe:
    """A whole recipe.

    Attributes:
        name, version, license: the model's name, version and license, for its manifest.
        base: the encoder to start from: a hub name or a folder.
        start: another recipe, whose best run is fitted further instead of
            `base`, relative to this recipe.
        heads: the heads to train, each with the weight of its loss.
        corpora: the corpora of the mixture.
        seeds: the seed of each fit; the weights of several are averaged.
        window, stride: the window and the stride in tokens, see `stancekit.network.manifest.Manifest`.
        target_blind: whether to hide the target of each stance, in training
            and measuring, for a baseline.
        fit: hyperparameters.
        distill: settings of the distillation after several seeds, None for no distillation.
        coreference: settings of the fit of coreference, None for a model that links names only.
        portrayal: settings of the fit of portrayals, None for a model without them.
        decoding: how to decode each head, for the manifest.
        intercepts: heads for which each corpus has an intercept of its own in
            training, because corpora draw the line between labels differently.
        trainer: options of the Trainer.
        search: the hyperparameters that `stancekit train search` tries.
    """

    __pydantic_config__ = TABLE

    name: str
    base: str
    corpora: Mapping[str, MixtureEntry]
    version: str = "0.1.0"
    license: str = "unstated"
    heads: Mapping[str, Weight] = field(default_factory=lambda: dict.fromkeys(HEADS, 1.0))
    start: Path | None = None
    seeds: Annotated[tuple[Count, ...], Field(min_length=1)] = (1,)
    window: Annotated[StrictInt, Field(gt=SPECIAL_TOKENS)] = 256
    stride: Positive = 128
    target_blind: StrictBool = False
    fit: FitSettings = field(default_factory=FitSettings)
    distill: DistillationSettings | None = None
    coreference: CoreferenceFit | None = None
    portrayal: PortrayalFit | None = None
    decoding: Mapping[str, HeadSettings] = field(default_factory=dict)
    intercepts: tuple[str, ...] = ()
    trainer: TrainerOptions = field(default_factory=TrainerOptions)
    search: SkipValidation[SearchSpace] = field(default_factory=lambda: DEFAULT)

    @property
    def trained_on(self) -> list[str]:
        """The corpora with training sentences."""
        return [name for name, entry in self.corpora.items() if entry.ratio > 0]

    def chosen(self, dev: Mapping[str, Sentences]) -> dict[str, Sentences]:
        """Return the development sentences that choose the best epoch and fit the temperatures.

        Args:
            dev: the development sentences of every corpus of the recipe, by its name.
        """
        return {name: dev[name] for name, entry in self.corpora.items() if entry.choose}

    @property
    def unlabeled(self) -> tuple[str, ...]:
        """The corpora of the distillation, and those of the recipe to start from."""
        before = Recipe.load(self.start).unlabeled if self.start else ()
        is_distilled = self.distill and (len(self.seeds) > 1 or self.distill.teachers)
        return tuple(dict.fromkeys([*(self.distill.sentences if self.distill and is_distilled else ()), *before]))

    @property
    def head_settings(self) -> dict[str, HeadSettings]:
        """The uncalibrated settings of each head of the model: those of `decoding`, else the neutral defaults."""
        return {head: self.decoding.get(head, HeadSettings()) for head in self.heads}

    @classmethod
    def load(cls, path: Path) -> "Recipe":
        """Read a TOML file.

        `extends = "other.toml"`, a path relative to the file, starts from
        another recipe; each key or table in the file replaces the whole key or
        table of the other recipe.

        Raises:
            RecipeError: the file is not TOML, has an unknown key, or has a bad value.
        """
        table = _read(path)
        parsers: Mapping[str, Callable[[dict[str, Any], Path], Any]] = {
            "corpora": _corpora,
            "fit": lambda values, path: record(FitSettings, values, path, "fit"),
            "distill": _distillation,
            "coreference": _coreference,
            "portrayal": _portrayal,
            "decoding": _decoding,
            "trainer": _trainer,
            "search": lambda values, path: parse_space(values, place(path, "search")),
        }
        for name, parse in parsers.items():
            if name in table:
                table[name] = parse(subtable(table[name], path, name), path)
        recipe = record(cls, table, path)
        if not recipe.corpora:
            raise RecipeError(f"{path}: [corpora] is empty.")
        check_keys(recipe.heads, HEADS, place(path, "heads"))
        check_keys(recipe.intercepts, recipe.heads, f"{path}, intercepts")
        greatest = recipe.window - SPECIAL_TOKENS
        if recipe.stride > greatest:
            raise RecipeError(f"{path}: stride is {recipe.stride}, expected at most {greatest}: windows leave no gap.")
        return recipe


def with_base(recipe: Recipe, base: str | None) -> Recipe:
    """Return a recipe that starts from another encoder; None changes nothing."""
    return recipe if base is None else replace(recipe, base=base, start=None)


def _read(path: Path, *extending: Path) -> dict[str, Any]:
    """Read a recipe and the recipes that it extends; its paths become relative to the working directory."""
    if path in extending:
        raise RecipeError(f"{path}: extends itself.")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecipeError(f"{path}: {error}.") from error
    for name, entry in subtable(table.get("corpora", {}), path, "corpora").items():
        _locate(subtable(entry, path, "corpora", name), ("train", "dev", "test"), path)
        if isinstance(entry.get("dataset"), str) and (path.parent / entry["dataset"]).is_dir():
            entry["dataset"] = str(path.parent / entry["dataset"])
    _locate_distillation(subtable(table.get("distill", {}), path, "distill"), path)
    extended = table.pop("extends", None)
    if extended is not None and not isinstance(extended, str):
        raise RecipeError(f"{path}: extends is {extended!r}, expected a string.")
    _locate(table, ("start",), path)
    return table if extended is None else _read(path.parent / extended, *extending, path) | table


def _locate_distillation(table: dict[str, Any], path: Path) -> None:
    """Make the files of the table distill relative to the working directory; a single teacher labels all heads."""
    if "sentences" in table:
        numbers = subtable(table["sentences"], path, "distill", "sentences")
        table["sentences"] = {name if name in CORPORA else str(path.parent / name): numbers[name] for name in numbers}
    if isinstance(table.get("teachers"), str):
        table["teachers"] = {table["teachers"]: list(HEADS)}
    if "teachers" in table:
        teachers = subtable(table["teachers"], path, "distill", "teachers")
        table["teachers"] = {str(path.parent / name): heads for name, heads in teachers.items()}


def _locate(table: dict[str, Any], keys: Collection[str], path: Path) -> None:
    """Make the file names among the values of a table relative to the working directory."""
    for key in keys:
        if isinstance(table.get(key), str):
            table[key] = path.parent / table[key]


def _corpora(tables: Mapping[str, Any], path: Path) -> dict[str, MixtureEntry]:
    return {name: _entry(name, table, path) for name, table in tables.items()}


def _entry(name: str, table: Mapping[str, Any], path: Path) -> MixtureEntry:
    entry = record(MixtureEntry, table, path, "corpora", name)
    where = place(path, "corpora", name)
    if name not in CORPORA and not entry.is_own:
        raise RecipeError(
            f'{where}: not one of {", ".join(CORPORA)}; a corpus of your own labels needs train = "file.jsonl", or '
            "dataset, a folder or a name on a hub."
        )
    if entry.train is not None and entry.dataset is not None:
        raise RecipeError(f"{where}: train and dataset both name the labels; give one of them.")
    check_keys(entry.columns, KEYS, f"{where}, columns")
    check_keys(entry.values, ("opinion", "bias", "stance"), f"{where}, values")
    if not (0 <= entry.dev_share < 1 and 0 <= entry.test_share < 1 - entry.dev_share):
        raise RecipeError(f"{where}: dev_share and test_share must be at least 0 and together less than 1.")
    return entry


def _distillation(table: Mapping[str, Any], path: Path) -> DistillationSettings:
    settings = record(DistillationSettings, table, path, "distill")
    for teacher, heads in settings.teachers.items():
        check_keys(heads, HEADS, f"{place(path, 'distill', 'teachers')}, {teacher.name}")
    return settings


def _coreference(table: Mapping[str, Any], path: Path) -> CoreferenceFit:
    settings = record(CoreferenceFit, table, path, "coreference")
    check_keys(settings.corpora, CHAIN_CORPORA, f"{place(path, 'coreference')}, corpora")
    return settings


def _portrayal(table: Mapping[str, Any], path: Path) -> PortrayalFit:
    settings = record(PortrayalFit, table, path, "portrayal")
    check_keys(settings.corpora, ARTICLE_CORPORA, f"{place(path, 'portrayal')}, corpora")
    check_keys((settings.definition,), settings.corpora, f"{place(path, 'portrayal')}, definition")
    return settings


def _decoding(tables: Mapping[str, Any], path: Path) -> dict[str, HeadSettings]:
    check_keys(tables, HEADS, place(path, "decoding"))
    decoding = {}
    for head, table in tables.items():
        values = subtable(table, path, "decoding", head)
        decoding[head] = record(Decoding, values, path, "decoding", head).uncalibrated
    return decoding


def _trainer(table: Mapping[str, Any], path: Path) -> TrainerOptions:
    options = record(TrainerOptions, table, path, "trainer")
    options.check(place(path, "trainer"))
    return options
