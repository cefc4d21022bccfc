"""A finished fit: a folder with the network, its tokenizer and its development scores."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path

from transformers import AutoTokenizer, PreTrainedTokenizerFast

from stancekit.model import Model
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import TOKENIZER, Artifact
from stancekit_training.fitting.network import StanceNetwork, TorchRuntime, is_stance_network
from stancekit_training.recipe import Config

DEV_SCORES = "dev.json"
MEAN, DISTILLED = "mean", "distilled"  # folders of what is made of several seeds
log = logging.getLogger(__name__)


def best_run(out: Path) -> Path:
    """Return what to export of a folder of `fit`: what was made of all seeds, else the seed that scores best.

    A mean of seeds answers more steadily outside the corpora than the seed
    that happens to score best within.
    """
    folders = [path.parent for path in sorted(out.glob(f"*/{DEV_SCORES}"))]
    if not folders:
        raise FileNotFoundError(f"{out} holds no finished fit: run `python -m training fit` first.")
    of_all = [out / name for name in (DISTILLED, MEAN) if out / name in folders]
    return of_all[0] if of_all else max(folders, key=dev_score)


def finished_seeds(config: Config, runs: Path) -> list[Path]:
    """Return the folders of all of a config's seeds.

    Raises:
        FileNotFoundError: one of them is not fitted yet.
    """
    folders = [runs / config.name / f"seed-{seed}" for seed in config.seeds]
    for folder in folders:
        if not (folder / DEV_SCORES).exists():
            raise FileNotFoundError(
                f"{folder} holds no finished fit: run `python -m training fit` on {config.name} first."
            )
    return folders


def dev_score(folder: Path) -> float:
    """Return the mean of the development scores of a finished fit."""
    return float(json.loads((folder / DEV_SCORES).read_text())["mean"])


def keep(folder: Path, scores: Mapping[str, float]) -> Path:
    """Write down the development scores of a finished fit, and return its folder."""
    (folder / DEV_SCORES).write_text(json.dumps(scores, indent=2) + "\n")
    log.info("%s: %s", folder.name, scores)
    return folder


def save_tokenizer(base: str, folder: Path) -> None:
    """Save the base model's tokenizer without the padding and truncation that it may carry."""
    folder.mkdir(parents=True, exist_ok=True)
    of = PreTrainedTokenizerFast if is_stance_network(base) else AutoTokenizer  # ours is tokenizer.json alone
    tokenizer = of.from_pretrained(base).backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / TOKENIZER))


def load_run(config: Config, folder: Path) -> Model:
    """Serve a fitted network through `stancekit.Model`, in PyTorch and uncalibrated."""
    return serve(StanceNetwork.from_pretrained(folder).eval(), config, folder)


def serve(network: StanceNetwork, config: Config, folder: Path) -> Model:
    """Serve a network that is in evaluation mode, with the tokenizer of a folder."""
    artifact = Artifact(folder, uncalibrated(config, graph="", files={}), digest="")
    return Model(artifact, threads=1, runtime=TorchRuntime(network))


def uncalibrated(config: Config, *, graph: str, files: dict[str, str]) -> Manifest:
    """Return the manifest of a model whose temperatures are not yet measured."""
    return Manifest(
        name=config.name,
        version=config.version,
        license=config.license,
        base=config.base,
        window=config.window,
        stride=config.stride,
        graph=graph,
        temperatures=dict.fromkeys(config.heads, 1.0),
        files=files,
    )
