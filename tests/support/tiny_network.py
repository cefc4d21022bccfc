"""A tiny network, built in code: the real network and the real export, with random weights."""

from pathlib import Path

import torch
from stancekit_training.export.quantization import quantize, write_graph
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.runs import save_tokenizer
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from stancekit.labels import HEADS
from tests.support.tiny_model import GRAPH, write_manifest
from tests.support.tiny_tokenizer import tiny_tokenizer, vocabulary


def write_base(folder: Path) -> Path:
    """Write an encoder folder of the kind that a hub holds: BERT, with a tokenizer that pads and truncates."""
    torch.manual_seed(0)
    tokenizer = tiny_tokenizer()
    tokenizer.enable_truncation(16)
    tokenizer.enable_padding(length=16)
    specials = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **specials).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary()),
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


def export_model(base: Path, folder: Path) -> Path:
    """Export the network of a base as a model folder."""
    folder.mkdir(parents=True)
    graph = folder.parent / "fp32.onnx"
    write_graph(network_of(base), graph)
    quantize(graph, folder / GRAPH)
    save_tokenizer(str(base), folder)
    write_manifest(folder)
    return folder
