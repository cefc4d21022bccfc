"""A tiny tokenizer: uncased, with letters and a few words."""

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

WORDS = "the a of to said mayor harbour budget not good bad city plan he she they is was lied won".split()


def vocabulary() -> dict[str, int]:
    letters = [chr(code) for code in range(33, 127)] + [chr(code) for code in range(0xA1, 0x17F)]
    letters += [chr(code) for code in range(0x410, 0x450)] + list("–—‘’“”…€")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters), *WORDS]
    return {piece: index for index, piece in enumerate(dict.fromkeys(pieces))}


def tiny_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(vocabulary(), unk_token="[UNK]"))
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    specials = [(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=specials)
    return tokenizer
