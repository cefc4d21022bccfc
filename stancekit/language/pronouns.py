"""Third-person pronouns, of which "her" has two readings."""

from stancekit.language import lexicon


def is_object(text: str, start: int, end: int) -> bool:
    """Tell whether a word is the object form of a pronoun: "met him", "told her that", but not "her aide"."""
    word = text[start:end].casefold()
    if word == "her":
        return lexicon.pattern("after_object_her").match(text, end) is not None
    return word in lexicon.words("object_pronouns")
