"""The encoding of bytes: its mark, else UTF-8, else the one that `charset-normalizer` or English text suggests."""

import codecs

from stancekit.errors import DecodeError, OptionError

UTF8 = "utf-8"
MARKS = {  # in this order: the mark of UTF-32 begins with that of UTF-16
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SAMPLE = 1 << 16  # bytes to judge by
WIDE_SAMPLE = 1 << 10  # bytes by which UTF-16 without a mark is recognized:
MIN_PAIRS = 4  # at least,
NULL_SHARE, MAX_OTHER_NULL_SHARE = 0.3, 1 / 20  # of the bytes at even or at odd places, and at the others
ENGLISH_SHARE = 0.1  # of the bytes beyond ASCII; English text has fewer, and charset-normalizer is no judge of so few
FEW_BYTES = 2  # beyond ASCII, likewise
WINDOWS, MACINTOSH = "cp1252", "mac_roman"
MAC_QUOTES, WINDOWS_QUOTES = frozenset(b"\xd0\xd1\xd2\xd3\xd4\xd5"), frozenset(b"\x91\x92\x93\x94\x96\x97")


def checked_encoding(encoding: str) -> str:
    """Return the name of an encoding of text.

    Raises:
        OptionError: Python has no such encoding.
    """
    try:
        " ".encode(encoding).decode(encoding)  # unlike a look-up, this rejects hex, zlib and others
    except (LookupError, ValueError) as error:
        raise OptionError(
            f"unknown encoding {encoding!r}. Valid are utf-8, cp1252, latin-1, utf-16, koi8-r and others."
        ) from error
    return encoding


def encoding_of(content: bytes) -> str:
    """Return the encoding of bytes as a codec of Python; `utf-8` if they are valid UTF-8.

    English text in one byte for each character is cp1252, as Windows saves it,
    or Mac Roman; `charset-normalizer` decides about other text.
    """
    wide = wide_encoding(content)
    if wide is not None:
        return wide
    try:
        content.decode(UTF8)
    except UnicodeDecodeError as error:
        return _legacy_encoding(content[max(0, error.start - SAMPLE // 2) :][:SAMPLE])
    return UTF8


def marked_encoding(content: bytes) -> str | None:
    """Return the encoding that a byte order mark names; None without one."""
    return next((name for mark, name in MARKS.items() if content.startswith(mark)), None)


def wide_encoding(content: bytes) -> str | None:
    """Return the encoding that a mark at the beginning names, or UTF-16 without one; None if there is neither."""
    marked = marked_encoding(content)
    if marked is not None:
        return marked
    head = content[:WIDE_SAMPLE]
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs >= MIN_PAIRS and max(even, odd) > NULL_SHARE * pairs and min(even, odd) <= MAX_OTHER_NULL_SHARE * pairs:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _legacy_encoding(sample: bytes) -> str:
    beyond = [byte for byte in sample if byte > 127]
    if len(beyond) <= ENGLISH_SHARE * len(sample) + FEW_BYTES:
        mac, windows = (sum(byte in quotes for byte in beyond) for quotes in (MAC_QUOTES, WINDOWS_QUOTES))
        return MACINTOSH if mac > windows else WINDOWS
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else WINDOWS


def decode(content: bytes, label: str, encoding: str | None = None) -> str:
    """Return bytes as text without a byte order mark.

    Args:
        content: the bytes.
        label: names them in a message.
        encoding: a codec of Python; None detects it.

    Raises:
        DecodeError: the bytes are not in that encoding.
    """
    codec = encoding or encoding_of(content)
    try:
        text = content.decode(codec, "strict" if encoding or codec == UTF8 else "replace")
        text.encode(UTF8)  # utf-7 and others accept lone surrogates
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        byte = f"byte 0x{content[start]:02x} " if start < len(content) else ""
        raise DecodeError(
            f"{label} is not in the encoding {codec}: {byte}at offset {start}. It seems to be in "
            f"{encoding_of(content)}; leave out `encoding` (--encoding) to detect it."
        ) from error
    return text.removeprefix("\ufeff")
