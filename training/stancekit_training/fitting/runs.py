"""A run: a folder with a fitted network, its tokenizer and its development scores."""

import json
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

from transformers import AutoTokenizer, PreTrainedTokenizerFast

from stancekit.model import Model
from stancekit.network.manifest import CoreferenceSettings, Manifest, PortrayalSettings
from stancekit.network.model_folder import TOKENIZER, ModelFolder
from stancekit.network.tokenization import SentenceTokenizer, Window
from stancekit_training.fitting.base import local_base
from stancekit_training.fitting.network import StanceNetwork, is_stance_network
from stancekit_training.fitting.torch_runtime import TorchRuntime
from stancekit_training.recipe import Recipe

DEV_SCORES = "dev.json"
WEIGHTS_FILES = ("config.json", "model.safetensors")
MEAN, STUDENT, DISTILLED = "mean", "student", "distilled"  # runs made from several seeds
log = logging.getLogger(__name__)


def best_run(out: Path) -> Path:
    """Return the run to export: the distilled run, else the average of all seeds, else the seed with the best score.

    The average is preferred to the best seed because it generalizes better
    outside the corpora.

    Args:
        out: the folder of the runs of one recipe.

    Raises:
        FileNotFoundError: no run is finished.
    """
    folders = [path.parent for path in sorted(out.glob(f"*/{DEV_SCORES}"))]
    if not folders:
        raise FileNotFoundError(f"{out} has no finished fit: run `stancekit train fit` first.")
    of_all_seeds = [out / name for name in (DISTILLED, MEAN) if out / name in folders]
    return of_all_seeds[0] if of_all_seeds else max(folders, key=dev_score)


def seed_runs(recipe: Recipe) -> list[str]:
    """Return the names of the runs of a recipe's seeds; one that distills other recipes fits none."""
    has_teachers = recipe.distill is not None and bool(recipe.distill.teachers)
    return [] if has_teachers else [f"seed-{seed}" for seed in recipe.seeds]


def teaching_runs(recipe: Recipe, runs: Path) -> list[Path]:
    """Return the runs that a recipe's students learn from: what it distilled from other recipes, else all its seeds.

    Raises:
        FileNotFoundError: one of them is not finished yet.
    """
    folders = [runs / recipe.name / name for name in seed_runs(recipe) or (DISTILLED,)]
    for folder in folders:
        if not (folder / DEV_SCORES).exists():
            raise FileNotFoundError(f"{folder} has no finished fit: run `stancekit train fit` on {recipe.name} first.")
    return folders


def dev_score(folder: Path) -> float:
    """Return the mean development score of a finished run."""
    return float(json.loads((folder / DEV_SCORES).read_text())["mean"])


def write_dev_scores(folder: Path, scores: Mapping[str, float]) -> Path:
    """Write the development scores of a run, which mark it as finished, and return its folder."""
    (folder / DEV_SCORES).write_text(json.dumps(scores, indent=2) + "\n")
    log.info("%s: %s", folder.name, scores)
    return folder


def save_tokenizer(base: str, folder: Path) -> None:
    """Save the tokenizer of an encoder without padding and truncation."""
    folder.mkdir(parents=True, exist_ok=True)
    base = local_base(base)
    loader = PreTrainedTokenizerFast if is_stance_network(base) else AutoTokenizer  # ours has only a tokenizer.json
    tokenizer = loader.from_pretrained(base).backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / TOKENIZER))


def load_run(recipe: Recipe, folder: Path) -> Model:
    """Load a run as an uncalibrated `stancekit.Model` on PyTorch."""
    return serve(StanceNetwork.from_pretrained(folder).eval(), recipe, folder)


def serve(
    network: StanceNetwork, recipe: Recipe, folder: Path, *, sentences: Iterable[str] = (), bf16: bool = False
) -> Model:
    """Return a `stancekit.Model` on a network.

    Args:
        network: the network, in evaluation mode.
        recipe: its recipe.
        folder: holds its tokenizer.
        sentences: the sentences to run at once beforehand, in batches; the network must not
            change as long as the model is used.
        bf16: whether to compute in bfloat16.
    """
    manifest = uncalibrated(recipe, graph="", files={}, casing=network.reads_casing)
    contents = {TOKENIZER: (folder / TOKENIZER).read_bytes()}
    runtime = TorchRuntime(network, _windows(recipe, folder, sentences), bf16=bf16)
    served = ModelFolder(folder, manifest, digest="", contents=contents)
    return Model(served, threads=1, runtime=runtime)


def _windows(recipe: Recipe, folder: Path, sentences: Iterable[str]) -> list[Window]:
    """Return every window of the sentences."""
    tokenizer = SentenceTokenizer(folder / TOKENIZER, window=recipe.window, stride=recipe.stride)
    tokens = map(tokenizer.tokenize, dict.fromkeys(sentences))
    return [tokenizer.window(sentence, bounds) for sentence in tokens for bounds in sentence.windows]


def uncalibrated(
    recipe: Recipe,
    *,
    graph: str,
    files: dict[str, str],
    casing: bool,
    coreference: CoreferenceSettings | None = None,
    portrayal: PortrayalSettings | None = None,
) -> Manifest:
    """Return the manifest of a model before calibration: every temperature is 1.

    Args:
        recipe: its recipe.
        graph: the name of the graph's file.
        files: the digests of its files.
        casing: whether the network reads the casing of tokens.
        coreference: the settings of coreference, None for a model without it.
        portrayal: the settings of portrayals, None for a model without them.
    """
    return Manifest(
        name=recipe.name,
        version=recipe.version,
        license=recipe.license,
        base=recipe.base,
        window=recipe.window,
        stride=recipe.stride,
        graph=graph,
        heads=recipe.head_settings,
        files=files,
        casing=casing,
        coreference=coreference,
        portrayal=portrayal,
    )
