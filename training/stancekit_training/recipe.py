"""What a config file may say, checked key by key."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from stancekit.errors import StancekitError
from stancekit.labels import HEADS
from stancekit_training.corpora.registry import CORPORA


class ConfigError(StancekitError):
    """A config has an unknown key, or a value that cannot be used."""


@dataclass(frozen=True)
class Source:
    """One corpus in the mix.

    Attributes:
        ratio: how often an epoch shows each of its training sentences; 0.5
            shows half of them, another half each time; 0 only measures.
        choose: whether its development part helps to choose the best epoch.
        swap: how many twins with other names take turns with each sentence, see `training.swap`.
        train, dev: files of your own labels, relative to the config; leave
            them out for a corpus of `training.corpora`.
    """

    ratio: float = 1.0
    choose: bool = True
    swap: int = 0
    train: Path | None = None
    dev: Path | None = None


@dataclass(frozen=True)
class Fit:
    """Hyperparameters of one fit; without `bf16` it is used where the hardware computes in it, elsewhere it is slow."""

    epochs: int = 3
    batch_size: int = 32
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    dropout: float = 0.1
    label_smoothing: float = 0.0
    bf16: bool | None = None


@dataclass(frozen=True)
class Distill:
    """A last round: the mean of the seeds learns what the seeds say together of unlabelled text.

    Attributes:
        articles: an unlabelled corpus of `training.corpora`, or JSON Lines of
            your own with `text`, plain or gzip, relative to the config.
        teachers: the config whose seeds are learned from, relative to this
            one; without it they are this config's own.
        sentences: how many are drawn from them.
        swap: how many twins with other names each of them has; the stance
            is the mean over all of them.
        labelled: how much of an epoch of labelled sentences is shown beside.
        learning_rate: of the encoder.
        head_learning_rate: of the heads, which the mean of several seeds has blurred most: each began its own.
    """

    articles: str
    teachers: Path | None = None
    sentences: int = 12_000
    swap: int = 0
    labelled: float = 0.5
    learning_rate: float = 3e-5
    head_learning_rate: float = 3e-4


@dataclass(frozen=True)
class Config:
    """A whole recipe.

    Attributes:
        name, version, license: of the model, as its manifest states them.
        base: hub name or folder of the encoder to start from.
        heads: which heads to train, each with the weight of its loss.
        corpora: name to its share in the mix.
        seeds: one fit for each; `export` takes the mean of several.
        window, stride: see `stancekit.schema.Manifest`.
        target_blind: hide which target a stance is toward, in training and in
            measuring, for a baseline.
        fit: hyperparameters.
        distill: a last round after several seeds, None for none.
    """

    name: str
    base: str
    corpora: Mapping[str, Source]
    version: str = "0.1.0"
    license: str = "unstated"
    heads: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(HEADS, 1.0))
    seeds: tuple[int, ...] = (1,)
    window: int = 256
    stride: int = 128
    target_blind: bool = False
    fit: Fit = field(default_factory=Fit)
    distill: Distill | None = None

    @property
    def trained_on(self) -> list[str]:
        """The corpora that training reads."""
        return [name for name, source in self.corpora.items() if source.ratio > 0]

    @property
    def unlabelled(self) -> str | None:
        """The articles that are distilled on, which takes several seeds."""
        return self.distill.articles if self.distill and len(self.seeds) > 1 else None

    @classmethod
    def load(cls, path: Path) -> "Config":
        """Read a TOML file.

        With `extends = "other.toml"`, a path relative to it, it starts from
        another config; each key or table that it states takes the place of
        the other's whole.

        Raises:
            ConfigError: not TOML, an unknown key (the known ones are listed), or a bad value.
        """
        table = _read(path)
        corpora = {
            name: _source(name, entry, path) for name, entry in _table(table.get("corpora"), "corpora", path).items()
        }
        if not corpora:
            raise ConfigError(f"{path}: [corpora] is empty.")
        heads = dict(_table(table.get("heads", dict.fromkeys(HEADS, 1.0)), "heads", path))
        _known(heads, HEADS, f"{path}, [heads]")
        settings = _typed(Fit, _table(table.get("fit", {}), "fit", path), f"{path}, [fit]")
        distill = None
        if "distill" in table:
            distill = _typed(Distill, _table(table["distill"], "distill", path), f"{path}, [distill]")
        top = {key: value for key, value in table.items() if key not in ("corpora", "heads", "fit", "distill")}
        if "seeds" in top:
            top["seeds"] = tuple(top["seeds"])
        return _typed(cls, {**top, "corpora": corpora, "heads": heads, "fit": settings, "distill": distill}, str(path))


def _read(path: Path, *extending: Path) -> dict[str, Any]:
    """Read a config and those that it extends; the files of corpora become relative to the working directory."""
    if path in extending:
        raise ConfigError(f"{path}: extends itself.")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}.") from error
    for name, entry in _table(table.get("corpora", {}), "corpora", path).items():
        for part in {"train", "dev"} & _table(entry, f"corpora.{name}", path).keys():
            entry[part] = path.parent / str(entry[part])
    distill = _table(table.get("distill", {}), "distill", path)
    if "articles" in distill and distill["articles"] not in CORPORA:
        table["distill"]["articles"] = str(path.parent / str(distill["articles"]))
    if "teachers" in distill:
        table["distill"]["teachers"] = path.parent / str(distill["teachers"])
    extended = table.pop("extends", None)
    return table if extended is None else _read(path.parent / str(extended), *extending, path) | table


def _table(value: Any, name: str, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: [{name}] is missing or not a table.")
    return value


def _known(keys: Mapping[str, Any], valid: Any, place: str) -> None:
    unknown = [key for key in keys if key not in valid]
    if unknown:
        raise ConfigError(
            f"{place}: unknown key {', '.join(map(repr, unknown))}; the known ones are {', '.join(valid)}."
        )


def _typed(kind: Any, table: Mapping[str, Any], place: str) -> Any:
    _known(table, [entry.name for entry in fields(kind)], place)
    for entry in fields(kind):
        expected = {int: int, float: (int, float), bool: bool, bool | None: bool, str: str}.get(entry.type)
        value = table.get(entry.name)
        if expected and value is not None and not isinstance(value, expected):
            raise ConfigError(
                f"{place}: {entry.name} is {value!r}, expected {getattr(entry.type, '__name__', entry.type)}."
            )
    try:
        return kind(**table)
    except TypeError as error:
        raise ConfigError(f"{place}: {error}.") from error


def _source(name: str, entry: Any, path: Path) -> Source:
    place = f"{path}, [corpora.{name}]"
    source: Source = _typed(Source, entry, place)
    if name not in CORPORA and source.train is None:
        raise ConfigError(f'{place}: not one of {", ".join(CORPORA)}; labels of your own need train = "file.jsonl".')
    return source
