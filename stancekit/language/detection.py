"""The language of a text, by English function words, else by the detector `py3langid`.

py3langid (a fork of langid.py: Lui and Baldwin, ACL 2012) takes most of a second
and 76 MB to load, so it is loaded for the first text that has few of the
function words: a job over English texts never loads it.
"""

from functools import cache
from typing import Any

from stancekit.errors import InputError
from stancekit.language import lexicon

ENGLISH = "en"
MIN_LETTERS = 40  # with fewer, a text counts as English
MIN_PROBABILITY = 0.8  # with less, likewise, unless two languages that resemble each other share the probability:
LIKELY, NOT_ENGLISH = 0.5, 0.02  # the least of the more likely, and the greatest of English
SAMPLE = 20_000  # characters to judge by
FUNCTION_SHARE = 0.12  # of the words, from which a text is English; others have at most 0.07
MIN_WORDS = 12
NEARLY_ENGLISH = frozenset(("en", "sco", "pcm", "zxx"))  # English, Scots, Nigerian Pidgin, no language
NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian",
    "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def detect_language(text: str) -> str:
    """Return the ISO 639 code of a text's language, such as `de`.

    A short text, or one whose language is not clear, counts as English.
    """
    sample = text[:SAMPLE]
    if _has_function_words(sample) or sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return ENGLISH
    ranking: list[tuple[str, float]] = _detector().rank(sample)
    language, probability = ranking[0]
    english = sum(share for code, share in ranking if code in NEARLY_ENGLISH)
    is_clear = probability >= MIN_PROBABILITY or (probability >= LIKELY and english <= NOT_ENGLISH)
    return language if is_clear and language not in NEARLY_ENGLISH else ENGLISH


def check_language(text: str, language: str | None = None) -> None:
    """Raise InputError if a text is not in English, by its known language or, without one, the detected one."""
    language = language or detect_language(text)
    if language != ENGLISH:
        raise InputError(f"the text is in {language_name(language)}, and the model knows English only")


def language_name(code: str) -> str:
    """Return the English name of a language with its code, or the code alone."""
    return f"{NAMES[code]} ({code})" if code in NAMES else f"the language {code!r}"


def _has_function_words(sample: str) -> bool:
    words = sample.lower().split()  # marks at a word hide it, but few stand at these words
    is_function_word = lexicon.words("function_words").__contains__
    return len(words) >= MIN_WORDS and sum(map(is_function_word, words)) >= FUNCTION_SHARE * len(words)


@cache
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
