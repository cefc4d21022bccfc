"""An article with further lines, and the roles of them, for tests of structure."""

from stancekit import Text
from stancekit.analysis.structure.sentences import find_structure
from stancekit.language.segmentation import split_sentences

BODY = (
    "The council of Dorvik voted on Monday to close the old harbor, and hundreds of people came to watch.\n\n"
    "Mayor Ann Pell called the plan a disgrace. Robert Hart, who leads the opposition, praised it and smiled.\n\n"
    "Pell said that the harbor belongs to everybody. Hart left the hall before the vote was over."
)
BIOGRAPHY = (
    "Nora Vance is a columnist at the Dorvik Herald and the author of “Cold Water.” She lives in Larn.\n\n"
    "The opinions expressed in this column are her own and not those of Robert Hart or the Herald.\n\n"
    "Follow her on Twitter @noravance.\n\n© 2020 Dorvik Herald. All rights reserved."
)


def roles(text, **options):
    """Return the role and the text of each sentence."""
    source = Text(text, **options)
    sentences = split_sentences(text)
    return [
        (structure.role, text[slice(*bounds)])
        for structure, bounds in zip(find_structure(source, sentences), sentences, strict=True)
    ]


def roles_of(*lines):
    """Return the role of each line that stands between two paragraphs of body."""
    first, middle, last = BODY.split("\n\n")
    text = "\n\n".join([first, *lines, middle, last])
    assert all(role == "body" for role, sentence in roles(text) if sentence in BODY)
    return [next(role for role, sentence in roles(text) if line.startswith(sentence)) for line in lines]


def top_of(*lines):
    """Return the roles of the lines above an article."""
    return [role for role, _ in roles("\n\n".join([*lines, BODY]))[: len(lines)]]
