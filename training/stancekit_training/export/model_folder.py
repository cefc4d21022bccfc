"""From a run to a model folder: graph, temperatures, parity gate, weights, metrics and card."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from stancekit.model import Model
from stancekit.network.graph import data_paths
from stancekit.network.manifest import CoreferenceSettings, Manifest, PortrayalSettings
from stancekit.network.model_folder import MANIFEST, TOKENIZER, file_digest, open_model_folder
from stancekit.network.runtime import OnnxRuntime
from stancekit.network.tokenization import SentenceTokenizer, Window
from stancekit_training.dataset.loading import load_sentences
from stancekit_training.evaluation.calibration import calibrated
from stancekit_training.evaluation.parity import HeadParity, Parity, compare_graphs
from stancekit_training.evaluation.predictions import Sentences, predict_corpora
from stancekit_training.evaluation.sentences import ComparedModel, measure_sentences
from stancekit_training.export.antecedents import write_antecedent_graph
from stancekit_training.export.external_data import FILE_LIMIT
from stancekit_training.export.outliers import split_outliers
from stancekit_training.export.parity_gate import check_parity, processor
from stancekit_training.export.portrayal import write_portrayal_graph
from stancekit_training.export.quantization import quantize, write_graph
from stancekit_training.export.replacement import check_replaceable, replace_model_folder
from stancekit_training.fitting.coreference import load_coreference, with_coreference
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.portrayal import load_portrayal, with_portrayal
from stancekit_training.fitting.runs import DEV_SCORES, uncalibrated
from stancekit_training.provenance import check_license
from stancekit_training.recipe import Recipe
from stancekit_training.reporting.record import record
from stancekit_training.reporting.results import Metrics

GRAPH = "model.int8.onnx"
ANTECEDENTS = "antecedents.onnx"
PORTRAYAL = "portrayal.onnx"
SAMPLE = 200  # sentences on which outlying channels are found; their labels do not matter


def export(recipe: Recipe, run: Path, corpora: Path, out: Path, *, others: Sequence[ComparedModel] = ()) -> Metrics:
    """Write a model folder, and return its metrics.

    Args:
        recipe: the recipe of the run.
        run: the folder of a finished fit.
        corpora: the folder that holds the corpora.
        out: the model folder, new, empty or with a model, which is replaced
            once the new one is complete.
        others: models to measure on the same sentences.

    Raises:
        ParityError: int8 changes too many labels, or a score too much.
        RecipeError: see `provenance.check_license`.
        TrainingError: no development sentence has a label of one of the heads,
            or `out` has files and no model.
    """
    check_license(recipe)
    check_replaceable(out)
    dev = load_sentences(recipe, corpora, "dev")
    with tempfile.TemporaryDirectory() as work:
        draft, exact = _write_graphs(recipe, run, dev, Path(work))
        folder = draft.folder.path
        manifest = draft.folder.manifest
        heads = calibrated(manifest.heads, predict_corpora(draft, recipe.chosen(dev)))
        model = _write_manifest(folder, replace(manifest, heads=heads))
        predictions = predict_corpora(model, dev)
        parities = compare_graphs(predict_corpora(Model(open_model_folder(folder), runtime=exact), dev), predictions)
        check_parity(parities)
        scored = measure_sentences(recipe.heads, predictions, dev, others)
        metrics = _with_fit(Metrics.of_sentences(scored), parities, run)
        record(folder, recipe, metrics)
        _whole_network(run).half().save_pretrained(folder, max_shard_size=FILE_LIMIT)  # the base of further fits
        replace_model_folder(out, folder)
    return metrics


def _with_fit(metrics: Metrics, parities: Sequence[HeadParity], run: Path) -> Metrics:
    """Add the parity and the development scores of the fit."""
    fit = json.loads((run / DEV_SCORES).read_text(encoding="utf-8"))
    return replace(metrics, parity=Parity(processor(), tuple(parities)), fit=fit)


def _write_graphs(recipe: Recipe, run: Path, dev: Sentences, work: Path) -> tuple[Model, OnnxRuntime]:
    """Write the int8 graph as an uncalibrated model folder; return its model, and the runtime of the fp32 graph."""
    graph, folder = work / "model.onnx", work / "model"
    folder.mkdir()
    network = _whole_network(run).eval()
    split_outliers(network, list(_sample_windows(recipe, run / TOKENIZER, dev)))
    write_graph(network, graph)
    quantize(graph, folder / GRAPH, limit=FILE_LIMIT)
    shutil.copy(run / TOKENIZER, folder / TOKENIZER)
    coreference, portrayal = _write_antecedent_graph(recipe, run, folder), _write_portrayal_graph(run, folder)
    parts = [path.name for path in data_paths(folder / GRAPH)]
    names = (GRAPH, *parts, TOKENIZER, *(settings.graph for settings in (coreference, portrayal) if settings))
    manifest = uncalibrated(
        recipe,
        graph=GRAPH,
        files={name: file_digest(folder / name) for name in names},
        casing=network.reads_casing,
        coreference=coreference,
        portrayal=portrayal,
    )
    draft = _write_manifest(folder, manifest)
    return draft, OnnxRuntime(graph, heads=manifest.outputs, casing=network.reads_casing)


def _write_antecedent_graph(recipe: Recipe, run: Path, folder: Path) -> CoreferenceSettings | None:
    """Write the graph that scores antecedents, and return its settings; None for a run without coreference."""
    coreference = load_coreference(run)
    if coreference is None or recipe.coreference is None:
        return None
    write_antecedent_graph(coreference.antecedents, folder / ANTECEDENTS)
    return recipe.coreference.manifest(ANTECEDENTS)


def _write_portrayal_graph(run: Path, folder: Path) -> PortrayalSettings | None:
    """Write the graph that scores portrayals, and return its settings; None for a run without them."""
    fitted = load_portrayal(run)
    if fitted is None:
        return None
    write_portrayal_graph(fitted.scorer, folder / PORTRAYAL)
    return replace(fitted.settings, graph=PORTRAYAL)


def _whole_network(run: Path) -> StanceNetwork:
    """Return the network of a run with the heads that are fitted after the others."""
    return with_portrayal(with_coreference(StanceNetwork.from_pretrained(run), run), run)


def _sample_windows(recipe: Recipe, tokenizer_file: Path, dev: Sentences) -> Iterator[Window]:
    """Yield the first window of sentences that are spread evenly over the development part."""
    tokenizer = SentenceTokenizer(tokenizer_file, window=recipe.window, stride=recipe.stride)
    texts = [sentence.text for sentences in dev.values() for sentence in sentences]
    for text in texts[:: max(1, len(texts) // SAMPLE)]:
        tokens = tokenizer.tokenize(text)
        yield tokenizer.window(tokens, (0, min(len(tokens.ids), tokenizer.capacity)))


def _write_manifest(folder: Path, manifest: Manifest) -> Model:
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return Model(open_model_folder(folder))
