"""The labels of teachers for a distillation, computed once and kept on disk."""

import hashlib
import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.dataset.example_file import read_examples, write_examples
from stancekit_training.dataset.examples import Example
from stancekit_training.fitting.teachers import Teachers

CHUNK = 512  # sentences of one file
log = logging.getLogger(__name__)


def teacher_labels(
    teachers: Teachers, sentences: Sequence[LabeledSentence], *, copies: int, folder: Path
) -> list[Example]:
    """Return the sentences with the teachers' labels; an interrupted computation goes on where it ended.

    Args:
        teachers: label the sentences.
        sentences: without labels.
        copies: the number of copies of each sentence, see `Teachers.label`.
        folder: of the student's run; the labels lie in a folder in it, whose
            name depends on the teachers, the sentences and the copies.
    """
    home = folder / f"labels-{_digest(teachers, sentences, copies)}"
    home.mkdir(parents=True, exist_ok=True)
    chunks = [sentences[first : first + CHUNK] for first in range(0, len(sentences), CHUNK)]
    paths = [home / f"{number:05d}.safetensors" for number in range(len(chunks))]
    missing = [number for number, path in enumerate(paths) if not path.exists()]
    began = time.monotonic()
    for done, number in enumerate(missing, start=1):
        write_examples(paths[number], list(teachers.label(chunks[number], copies=copies, seed=number)))
        left = (time.monotonic() - began) / done * (len(missing) - done)
        end = (datetime.now() + timedelta(seconds=left)).strftime("%H:%M")
        log.info("teachers' labels: %d of %d files, done at %s", number + 1, len(paths), end)
    return [example for path in paths for example in read_examples(path)]


def _digest(teachers: Teachers, sentences: Sequence[LabeledSentence], copies: int) -> str:
    digest = hashlib.sha256(f"{teachers.digest} {copies}".encode())
    for sentence in sentences:
        digest.update(sentence.text.encode())
    return digest.hexdigest()[:12]
