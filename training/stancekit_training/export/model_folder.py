"""From a fitted run to a model folder: graph, temperatures, the parity gate, weights, metrics and card."""

import json
import platform
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from stancekit.errors import StancekitError
from stancekit.model import Model
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import MANIFEST, TOKENIZER, file_digest, open_folder
from stancekit.network.runtime import OnnxRuntime
from stancekit.network.tokenization import Encoder, Window
from stancekit_training.corpora.sentence import Item
from stancekit_training.dataset.loading import read_items
from stancekit_training.evaluation.calibration import calibrate_heads
from stancekit_training.evaluation.sentences import METRICS, Answers, answer, head_of, labels_of, pooled
from stancekit_training.export.outliers import split_outliers
from stancekit_training.export.quantization import quantize, write_graph
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import DEV_SCORES, uncalibrated
from stancekit_training.recipe import Config
from stancekit_training.reporting.scoreboard import measure, record

GRAPH = "model.int8.onnx"
AGREEMENT = 0.97  # share of labels that int8 must leave as they are
SAMPLE = 200  # sentences that show which channels outlie; their labels do not matter
DRIFT = 0.005  # how far a head's score may move
FEW = 3  # labels that may differ all the same: of a small development part, one alone moves a score by more


class ParityError(StancekitError):
    """The quantised model answers differently from the network that was trained."""


@dataclass(frozen=True)
class Parity:
    """The int8 graph beside the fp32 graph, on development data, for one metric of a head.

    `agreement` is the share of equal labels, `changed` the number of the
    others: of marked spans, the tags of words.
    """

    head: str
    agreement: float
    changed: int
    fp32: float
    int8: float

    @property
    def holds(self) -> bool:
        """Whether labels and score stay within the gate, or hardly a label differs."""
        is_near = self.agreement >= AGREEMENT and abs(self.fp32 - self.int8) <= DRIFT
        return is_near or self.changed <= FEW


def export(config: Config, run: Path, corpora: Path, out: Path, *, others: Sequence[tuple[Config, Path]] = ()) -> Path:
    """Write a model folder.

    Args:
        config: the recipe of the run.
        run: a folder that `fit` made.
        corpora: the folder that holds the corpora.
        out: the model folder, replaced as a whole once everything is in order.
        others: recipe and run of other models, to be measured beside.

    Raises:
        ParityError: int8 changes too many answers.
    """
    dev = read_items(config, corpora, "dev")
    with tempfile.TemporaryDirectory() as work:
        draft, fp32 = _graphs(config, run, dev, Path(work))
        answers = {name: answer(draft, items) for name, items in dev.items()}
        parity = compare({name: answer(fp32, items) for name, items in dev.items()}, answers)
        check(parity)
        temperatures = {head: found.temperature for head, found in calibrate_heads(config.heads, answers).items()}
        folder = draft.artifact.folder
        model = _write_manifest(folder, replace(draft.artifact.manifest, temperatures=temperatures))
        metrics = measure(config, {name: answer(model, items) for name, items in dev.items()}, dev, others)
        metrics["parity"] = {"processor": processor(), "heads": [asdict(found) for found in parity]}
        metrics["fit"] = json.loads((run / DEV_SCORES).read_text())
        record(folder, config, metrics)
        StanceNetwork.from_pretrained(run).half().save_pretrained(folder)  # to go on from, see README
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(folder, out)
    return out


def _graphs(config: Config, run: Path, dev: Mapping[str, Sequence[Item]], work: Path) -> tuple[Model, Model]:
    """Write the int8 graph as a model folder without temperatures; return its model, and that of the fp32 graph."""
    graph, folder = work / "model.onnx", work / "model"
    folder.mkdir()
    network = StanceNetwork.from_pretrained(run).eval()
    split_outliers(network, list(_sample(config, run / TOKENIZER, dev)))
    write_graph(network, graph)
    quantize(graph, folder / GRAPH)
    shutil.copy(run / TOKENIZER, folder / TOKENIZER)
    files = {name: file_digest(folder / name) for name in (GRAPH, TOKENIZER)}
    draft = _write_manifest(folder, uncalibrated(config, graph=GRAPH, files=files))
    return draft, Model(draft.artifact, runtime=OnnxRuntime(graph))


def _sample(config: Config, tokenizer: Path, dev: Mapping[str, Sequence[Item]]) -> Iterator[Window]:
    """Yield the first window of sentences from everywhere in the development items."""
    encoder = Encoder(tokenizer, window=config.window, stride=config.stride)
    texts = [item.text for items in dev.values() for item in items]
    for text in texts[:: max(1, len(texts) // SAMPLE)]:
        encoding = encoder.encode(text)
        yield encoder.window(encoding, (0, min(len(encoding.ids), encoder.room)))


def _write_manifest(folder: Path, manifest: Manifest) -> Model:
    (folder / MANIFEST).write_text(manifest.to_json())
    return Model(open_folder(folder))


def compare(fp32: Mapping[str, Mapping[str, Answers]], int8: Mapping[str, Mapping[str, Answers]]) -> list[Parity]:
    """Compare two models' answers to the same items, metric by metric over all corpora."""
    found = []
    for name, metric in METRICS.items():
        before, after = pooled(fp32, name), pooled(int8, name)
        if not before.gold:
            continue
        scores = [metric(answers.gold, answers.predictions()) for answers in (before, after)]
        first, second = (pooled(model, labels_of(head_of(name))).predictions() for model in (fp32, int8))
        equal = np.equal(first, second)
        found.append(Parity(name, float(equal.mean()), int((~equal).sum()), *scores))
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
