"""Tiny encoders with random weights of every kind that training takes, as a hub holds them."""

from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import AutoConfig, AutoModel, PreTrainedTokenizerFast

from tests.support.tiny_tokenizer import WORDS

CASED = {"roberta": True, "mpnet": False, "electra": False, "deberta-v2": True, "modernbert": True}
OPTIONS = {
    "electra": {"embedding_size": 16},
    "deberta-v2": {"relative_attention": True, "pos_att_type": ["p2c", "c2p"], "type_vocab_size": 0},
    "modernbert": {"global_attn_every_n_layers": 2, "local_attention": 8},
}


def write_encoder(kind: str, folder: Path) -> Path:
    """Write an encoder folder of a kind in `CASED`."""
    torch.manual_seed(0)
    tokenizer = _tokenizer(kind)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>"
    ).save_pretrained(folder)
    config = AutoConfig.for_model(
        kind,
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=80,
        pad_token_id=1,
        **OPTIONS.get(kind, {}),
    )
    AutoModel.from_config(config).save_pretrained(folder)
    return folder


def _tokenizer(kind: str) -> Tokenizer:
    """Return a tokenizer as that kind has it: word pieces, bytes, or pieces that begin with a space."""
    specials = ["<s>", "<pad>", "</s>", "<unk>"]
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    if kind in ("mpnet", "electra"):
        pieces = dict.fromkeys([*specials, *letters, *(f"##{letter}" for letter in letters), *WORDS])
        tokenizer = Tokenizer(
            models.WordPiece({piece: number for number, piece in enumerate(pieces)}, unk_token="<unk>")
        )
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    elif kind == "deberta-v2":
        pieces = dict.fromkeys([*specials, "▁", *letters, *(f"▁{word}" for word in WORDS)])
        tokenizer = Tokenizer(models.Unigram([(piece, -float(len(piece) < 2)) for piece in pieces], unk_id=3))
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    else:
        pieces = dict.fromkeys([*specials, *letters])
        tokenizer = Tokenizer(models.BPE({piece: number for number, piece in enumerate(pieces)}, []))
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.add_special_tokens(specials)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return tokenizer
