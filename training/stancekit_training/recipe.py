"""A training recipe: a TOML file, checked key by key."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from stancekit.labels import HEADS
from stancekit.network.manifest import HeadSettings
from stancekit_training.corpora.article_registry import ARTICLE_CORPORA
from stancekit_training.corpora.own_labels import KEYS
from stancekit_training.corpora.registry import CHAIN_CORPORA, CORPORA
from stancekit_training.errors import RecipeError
from stancekit_training.search_space import DEFAULT, SearchSpace, parse_space
from stancekit_training.settings import CoreferenceFit, DistillationSettings, FitSettings, MixtureEntry, PortrayalFit
from stancekit_training.trainer_options import TrainerOptions

# The types of a value in TOML, by the type of the setting; other settings are checked where they are read.
VALUE_TYPES: Mapping[Any, type | tuple[type, ...]] = {
    int: int,
    float: (int, float),
    bool: bool,
    bool | None: bool,
    str: str,
    str | None: str,
}


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

    name: str
    base: str
    corpora: Mapping[str, MixtureEntry]
    version: str = "0.1.0"
    license: str = "unstated"
    heads: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(HEADS, 1.0))
    start: Path | None = None
    seeds: tuple[int, ...] = (1,)
    window: int = 256
    stride: int = 128
    target_blind: bool = False
    fit: FitSettings = field(default_factory=FitSettings)
    distill: DistillationSettings | None = None
    coreference: CoreferenceFit | None = None
    portrayal: PortrayalFit | None = None
    decoding: Mapping[str, HeadSettings] = field(default_factory=dict)
    intercepts: tuple[str, ...] = ()
    trainer: TrainerOptions = field(default_factory=TrainerOptions)
    search: SearchSpace = field(default_factory=lambda: DEFAULT)

    @property
    def trained_on(self) -> list[str]:
        """The corpora with training sentences."""
        return [name for name, entry in self.corpora.items() if entry.ratio > 0]

    @property
    def chosen_by(self) -> list[str]:
        """The corpora whose development sentences choose the best epoch and fit the temperatures."""
        return [name for name, entry in self.corpora.items() if entry.choose]

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
        entries = _table(table.get("corpora"), "corpora", path)
        corpora = {name: _entry(name, entry, path) for name, entry in entries.items()}
        if not corpora:
            raise RecipeError(f"{path}: [corpora] is empty.")
        heads = dict(_table(table.get("heads", dict.fromkeys(HEADS, 1.0)), "heads", path))
        _check_keys(heads, HEADS, f"{path}, [heads]")
        fit = _typed(FitSettings, _table(table.get("fit", {}), "fit", path), f"{path}, [fit]")
        decoding = _decoding(_table(table.get("decoding", {}), "decoding", path), path)
        if "seeds" in table:
            table["seeds"] = tuple(table["seeds"])
        intercepts = tuple(table.get("intercepts", ()))
        _check_keys(intercepts, heads, f"{path}, intercepts")
        if "search" in table:
            table["search"] = parse_space(_table(table["search"], "search", path), f"{path}, [search]")
        checked = {
            "trainer": _trainer(_table(table.get("trainer", {}), "trainer", path), f"{path}, [trainer]"),
            "corpora": corpora,
            "heads": heads,
            "fit": fit,
            "distill": _optional(DistillationSettings, table, "distill", path),
            "coreference": _coreference(table, path),
            "portrayal": _portrayal(table, path),
            "decoding": decoding,
            "intercepts": intercepts,
        }
        recipe: Recipe = _typed(cls, table | checked, str(path))
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
    for name, entry in _table(table.get("corpora", {}), "corpora", path).items():
        for split in {"train", "dev", "test"} & _table(entry, f"corpora.{name}", path).keys():
            entry[split] = path.parent / str(entry[split])
        if (path.parent / str(entry.get("dataset"))).is_dir():
            entry["dataset"] = str(path.parent / str(entry["dataset"]))
    distill = _table(table.get("distill", {}), "distill", path)
    if "sentences" in distill:
        numbers = _table(distill["sentences"], "distill.sentences", path)
        distill["sentences"] = {name if name in CORPORA else str(path.parent / name): numbers[name] for name in numbers}
    if "teachers" in distill:
        heads = distill["teachers"] if isinstance(distill["teachers"], dict) else {distill["teachers"]: list(HEADS)}
        for name in heads:
            _check_keys(heads[name], HEADS, f"{path}, [distill.teachers], {name}")
        distill["teachers"] = {path.parent / str(name): tuple(heads[name]) for name in heads}
    if "labelled" in distill:  # the key of older recipes
        distill["labeled"] = distill.pop("labelled")
    if "start" in table:
        table["start"] = path.parent / str(table["start"])
    extended = table.pop("extends", None)
    return table if extended is None else _read(path.parent / str(extended), *extending, path) | table


def _table(value: Any, name: str, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RecipeError(f"{path}: [{name}] is missing or not a table.")
    return value


def _optional(kind: Any, table: Mapping[str, Any], name: str, path: Path) -> Any:
    """Return the record of a table of the recipe, None if the recipe has no such table."""
    return _typed(kind, _table(table[name], name, path), f"{path}, [{name}]") if name in table else None


def _coreference(table: Mapping[str, Any], path: Path) -> CoreferenceFit | None:
    settings: CoreferenceFit | None = _optional(CoreferenceFit, table, "coreference", path)
    if settings is None:
        return None
    _check_keys(settings.corpora, CHAIN_CORPORA, f"{path}, [coreference], corpora")
    return replace(settings, corpora=tuple(settings.corpora))


def _portrayal(table: Mapping[str, Any], path: Path) -> PortrayalFit | None:
    settings: PortrayalFit | None = _optional(PortrayalFit, table, "portrayal", path)
    if settings is None:
        return None
    place = f"{path}, [portrayal]"
    _check_keys(settings.corpora, ARTICLE_CORPORA, f"{place}, corpora")
    _check_keys((settings.definition,), settings.corpora, f"{place}, definition")
    return replace(settings, corpora=tuple(settings.corpora))


def _check_keys(keys: Collection[str], valid: Collection[str], place: str) -> None:
    unknown = [key for key in keys if key not in valid]
    if unknown:
        raise RecipeError(
            f"{place}: unknown key {', '.join(map(repr, unknown))}; the known ones are {', '.join(valid)}."
        )


def _typed(kind: Any, table: Mapping[str, Any], place: str) -> Any:
    """Return a record of the settings in a table, after checking its keys and the types of its values."""
    _check_keys(table, [entry.name for entry in fields(kind)], place)
    for entry in fields(kind):
        expected = VALUE_TYPES.get(entry.type)
        value = table.get(entry.name)
        if expected and value is not None and not isinstance(value, expected):
            raise RecipeError(
                f"{place}: {entry.name} is {value!r}, expected {getattr(entry.type, '__name__', entry.type)}."
            )
    try:
        return kind(**table)
    except TypeError as error:
        raise RecipeError(f"{place}: {error}.") from error


def _entry(name: str, table: Any, path: Path) -> MixtureEntry:
    place = f"{path}, [corpora.{name}]"
    entry: MixtureEntry = _typed(MixtureEntry, table, place)
    if name not in CORPORA and not entry.is_own:
        raise RecipeError(
            f'{place}: not one of {", ".join(CORPORA)}; a corpus of your own labels needs train = "file.jsonl", or '
            "dataset, a folder or a name on a hub."
        )
    if entry.train is not None and entry.dataset is not None:
        raise RecipeError(f"{place}: train and dataset both name the labels; give one of them.")
    _check_keys(_table(entry.columns, f"corpora.{name}.columns", path), KEYS, f"{place}, columns")
    values = _table(entry.values, f"corpora.{name}.values", path)
    _check_keys(values, ("opinion", "bias", "stance"), f"{place}, values")
    for key in values:
        _table(values[key], f"corpora.{name}.values.{key}", path)
    if not (0 <= entry.dev_share < 1 and 0 <= entry.test_share < 1 - entry.dev_share):
        raise RecipeError(f"{place}: dev_share and test_share must be at least 0 and together less than 1.")
    return entry


def _trainer(table: dict[str, Any], place: str) -> TrainerOptions:
    for name in ("report_to", "callbacks"):
        if name in table:
            if not isinstance(table[name], list) or not all(isinstance(each, str) for each in table[name]):
                raise RecipeError(f"{place}: {name} is {table[name]!r}, expected a list of names.")
            table[name] = tuple(table[name])
    options: TrainerOptions = _typed(TrainerOptions, table, place)
    options.check(place)
    return options


def _decoding(table: Mapping[str, Any], path: Path) -> dict[str, HeadSettings]:
    _check_keys(table, HEADS, f"{path}, [decoding]")
    valid = [entry.name for entry in fields(HeadSettings) if entry.name != "temperature"]  # calibration measures it
    decoding = {}
    for head, settings in table.items():
        place = f"{path}, [decoding.{head}]"
        _check_keys(_table(settings, f"decoding.{head}", path), valid, place)
        decoding[head] = _typed(HeadSettings, settings, place)
        if not 0 < decoding[head].threshold < 1:
            raise RecipeError(f"{place}: threshold is {decoding[head].threshold}, expected a number between 0 and 1.")
    return decoding
