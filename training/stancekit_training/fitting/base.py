"""The pretrained encoder that a fit starts from, in a folder or on a hub."""

from functools import cache
from pathlib import Path

from stancekit.network import hub

FILES = (
    *("config.json", "tokenizer*", "special_tokens_map.json", "added_tokens.json", "vocab*", "merges.txt", "*.model"),
    *("model.safetensors", "model-*.safetensors", "model.safetensors.index.json"),
)


def local_base(base: str) -> str:
    """Return the folder of an encoder; that of a hub name is fetched at once, into the cache of the hub's client.

    A process asks the hub once for each name, so that all seeds of a fit start from the same version.

    Raises:
        ArtifactError: the hub has no such encoder, or cannot be reached.
    """
    return base if Path(base).exists() else _fetched(base)


@cache
def _fetched(name: str) -> str:
    return str(hub.fetch(name, revision=None, files=FILES))
