"""A tiny model, built in code: the real network and the real export, with random weights."""

import json
from pathlib import Path

import torch
from stancekit_training.export.quantization import quantize, write_graph
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import save_tokenizer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from stancekit.labels import HEADS
from stancekit.network.manifest import Manifest
from stancekit.network.model_folder import MANIFEST, TOKENIZER, file_digest

WINDOW, STRIDE = 32, 12
WORDS = "the a of to said mayor harbour budget not good bad city plan he she they is was lied won".split()


def write_base(folder: Path) -> Path:
    """Write an encoder folder of the kind that a hub holds: BERT, uncased, letters and a few words."""
    torch.manual_seed(0)
    letters = [chr(code) for code in range(33, 127)] + [chr(code) for code in range(0xA1, 0x17F)]
    letters += [chr(code) for code in range(0x410, 0x450)] + list("–—‘’“”…€")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters), *WORDS]
    vocabulary = {piece: index for index, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.enable_truncation(16)
    tokenizer.enable_padding(length=16)
    specials = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **specials).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    return folder


def network_of(base: Path) -> StanceNetwork:
    """Build the network with random heads that are wide enough to give varied answers."""
    torch.manual_seed(1)
    network = StanceNetwork.from_base(str(base), dict.fromkeys(HEADS, 1.0), dropout=0.1).eval()
    for head in network.heads.values():
        torch.nn.init.normal_(head.weight, std=0.5)
    return network


def write_model(base: Path, folder: Path) -> Path:
    """Export the network of a base as a model folder."""
    folder.mkdir(parents=True)
    graph = folder.parent / "fp32.onnx"
    write_graph(network_of(base), graph)
    quantize(graph, folder / "model.int8.onnx")
    save_tokenizer(str(base), folder)
    write_manifest(folder)
    return folder


def write_manifest(folder: Path, **changes: object) -> None:
    """Write a manifest that fits the folder's files, some of its fields changed."""
    manifest = Manifest(
        name="tiny",
        version="1",
        license="none",
        base="tiny",
        window=WINDOW,
        stride=STRIDE,
        graph="model.int8.onnx",
        temperatures=dict.fromkeys(HEADS, 1.5),
        files={name: file_digest(folder / name) for name in ("model.int8.onnx", TOKENIZER)},
    )
    (folder / MANIFEST).write_text(json.dumps(json.loads(manifest.to_json()) | changes))
