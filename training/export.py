"""From a fitted run to a model folder: graph, temperatures, the parity gate, metrics and card."""

import json
import platform
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from stancekit.artifact import MANIFEST, TOKENIZER, Artifact, file_digest, open_folder
from stancekit.errors import StancekitError
from stancekit.model import Model
from stancekit.schema import HEADS, Manifest
from stancekit.spans import softmax
from training.calibration import Calibration, calibrate
from training.card import write_card
from training.config import Config
from training.dataset import read_items
from training.evaluation import METRICS, Answers, answer, pooled, tag_answers
from training.fit import load_run
from training.item import Item
from training.network import StanceNetwork
from training.quantization import quantize, write_graph
from training.scoreboard import METRICS_FILE, measure

GRAPH = "model.int8.onnx"
MEASURED = ("opinion", "bias", "stance")  # the heads of which stancekit.aggregate takes means
AGREEMENT = 0.97  # share of labels that int8 must leave as they are
DRIFT = 0.005  # how far a head's score may move


class ParityError(StancekitError):
    """The quantised model answers differently from the network that was trained."""


@dataclass(frozen=True)
class Parity:
    """The int8 model beside the fp32 network, on development data, for one head.

    `agreement` is the share of equal labels; of actors, the span F1 between the two.
    """

    head: str
    agreement: float
    fp32: float
    int8: float

    @property
    def holds(self) -> bool:
        """Whether labels and score stay within the gate."""
        return self.agreement >= AGREEMENT and abs(self.fp32 - self.int8) <= DRIFT


def export(config: Config, run: Path, corpora: Path, out: Path) -> Path:
    """Write a model folder.

    Args:
        config: the recipe of the run.
        run: a folder that `fit` made.
        corpora: the folder that holds the corpora.
        out: the model folder, replaced as a whole once everything is in order.

    Raises:
        ParityError: int8 changes too many answers.
    """
    dev = read_items(config, corpora, "dev")
    with tempfile.TemporaryDirectory() as work:
        graph, folder = Path(work) / "model.onnx", Path(work) / "model"
        folder.mkdir()
        write_graph(StanceNetwork.from_pretrained(run), graph)
        quantize(graph, folder / GRAPH)
        shutil.copy(run / TOKENIZER, folder / TOKENIZER)
        draft = _write_manifest(folder, _draft(config, folder))
        answers = {name: answer(draft, items) for name, items in dev.items()}
        parity = compare({name: answer(load_run(config, run), items) for name, items in dev.items()}, answers)
        check(parity)
        calibrations = calibrate_heads(draft, answers, dev)
        manifest = replace(
            draft.artifact.manifest,
            temperatures={head: found.temperature for head, found in calibrations.items()},
            spread=_spread(answers, calibrations),
        )
        _write_manifest(folder, manifest)
        metrics = {
            **measure(answers, dev),
            "calibration": {head: asdict(found) for head, found in calibrations.items()},
            "parity": {"processor": processor(), "heads": [asdict(found) for found in parity]},
            "fit": json.loads((run / "dev.json").read_text()),
        }
        (folder / METRICS_FILE).write_text(json.dumps(metrics, indent=2) + "\n")
        write_card(folder, config, metrics)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(folder, out)
    return out


def _draft(config: Config, folder: Path) -> Manifest:
    return Manifest(
        name=config.name,
        version=config.version,
        license=config.license,
        base=config.base,
        window=config.window,
        stride=config.stride,
        graph=GRAPH,
        temperatures=dict.fromkeys(config.heads, 1.0),
        spread=dict.fromkeys(MEASURED, 0.0),
        files={name: file_digest(folder / name) for name in (GRAPH, TOKENIZER)},
    )


def _write_manifest(folder: Path, manifest: Manifest) -> Model:
    (folder / MANIFEST).write_text(manifest.to_json())
    artifact: Artifact = open_folder(folder)
    return Model(artifact)


def compare(
    fp32: Mapping[str, Mapping[str, Answers]], int8: Mapping[str, Mapping[str, Answers]]
) -> list[Parity]:
    """Compare two models' answers to the same items, head by head over all corpora."""
    found = []
    for head in HEADS:
        before, after = pooled(fp32, head), pooled(int8, head)
        if not before.gold:
            continue
        metric = METRICS[head]
        first, second = before.predictions(), after.predictions()
        agreement = metric(first, second) if head == "actor" else float(np.mean(np.equal(first, second)))
        found.append(Parity(head, agreement, metric(before.gold, first), metric(after.gold, second)))
    return found


def check(parity: Sequence[Parity]) -> None:
    """Raise ParityError for the heads that leave the gate."""
    faults = [
        f"{found.head}: {found.agreement:.3f} of labels equal, score {found.fp32:.4f} -> {found.int8:.4f}"
        for found in parity
        if not found.holds
    ]
    if faults:
        raise ParityError(
            f"int8 must keep {AGREEMENT:.0%} of labels and each score within {DRIFT}: " + "; ".join(faults)
        )


def calibrate_heads(
    model: Model, answers: Mapping[str, Mapping[str, Answers]], dev: Mapping[str, Sequence[Item]]
) -> dict[str, Calibration]:
    """Fit a temperature for each head: sentences, mean logits of mentions, tags of words."""
    found = {}
    for head in model.artifact.manifest.temperatures:
        given = tag_answers(model, chain(*dev.values())) if head == "actor" else pooled(answers, head)
        if not given.gold:
            raise StancekitError(f"no development item has a label of the head {head!r}: nothing to calibrate it on.")
        found[head] = calibrate(given.scores, given.labels, given.sentences)
    return found


def _spread(answers: Mapping[str, Mapping[str, Answers]], calibrations: Mapping[str, Calibration]) -> dict[str, float]:
    """Variance of expected values over development sentences, an upper bound of that within an article."""
    spread = dict.fromkeys(MEASURED, 0.0)
    for head in MEASURED:
        if head in calibrations:
            shares = softmax(pooled(answers, head).scores, calibrations[head].temperature)
            expected = shares[:, 2] - shares[:, 0] if head == "stance" else shares[:, 1]
            spread[head] = float(np.var(expected))
    return spread


def processor() -> str:
    """Name the processor and the vector instructions that decide how int8 is computed."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    fields: dict[str, Any] = {}
    for line in lines:
        key, _, value = line.partition(":")
        fields.setdefault(key.strip(), value.strip())
    flags = set(str(fields.get("flags", "")).split())
    vector = [name for name in ("avx2", "avx512_vnni", "avx_vnni", "amx_int8") if name in flags]
    return f"{fields.get('model name', platform.machine())} ({', '.join(vector) or 'no AVX2'})"
