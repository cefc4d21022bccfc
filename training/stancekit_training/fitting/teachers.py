"""Labels for unlabeled sentences from several teacher networks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch.nn.functional import softmax

from stancekit.labels import ACTOR, HEADS
from stancekit.network.manifest import HeadSettings
from stancekit.network.runtime import Logits
from stancekit.network.tagging import FloatArray, best_path, bio_to_spans, bio_transitions
from stancekit.network.tokenization import SPECIAL, SentenceTokenizer, Tokens
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.dataset.augmentation import swap_names
from stancekit_training.dataset.examples import Example, encode, word_offsets
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.torch_runtime import TorchRuntime

BATCH = 16  # sentences of one forward pass


@dataclass(frozen=True)
class TeacherLogits:
    """The outputs of all teachers for one sentence.

    Attributes:
        sentence: the sentence.
        tokens: its tokens.
        logits: by head. *Shape:* (teachers, labels) or (teachers, tokens, labels)
    """

    sentence: LabeledSentence
    tokens: Tokens
    logits: Mapping[str, torch.Tensor]


class Teachers:
    """Networks whose mean probabilities label sentences (Hinton et al., 2015)."""

    def __init__(
        self,
        networks: Sequence[StanceNetwork],
        tokenizer: SentenceTokenizer,
        student: SentenceTokenizer,
        heads: Mapping[str, HeadSettings],
        *,
        temperature: float = 1.0,
    ) -> None:
        """Prepare the teachers.

        Args:
            networks: in evaluation mode, with the same heads.
            tokenizer: their tokenizer.
            student: the tokenizer of the student, which gives the same tokens
                with other numbers.
            heads: settings to decode their logits with.
            temperature: divides the logits, for softer labels.
        """
        self._runtimes = [TorchRuntime(network) for network in networks]
        self._tokenizer, self._student = tokenizer, student
        self._temperature = temperature
        actor = heads.get("actor", HeadSettings())
        self._transitions = bio_transitions(ACTOR, adjacent=actor.adjacent_cost)

    def label(self, sentences: Sequence[LabeledSentence], *, copies: int = 0) -> Iterator[Example]:
        """Yield labeled sentences, the shortest first, each followed by its copies with other names.

        The targets of a sentence are the actors that the teachers tag. The
        stance toward a target comes from the mean logits of all teachers over
        the sentence and its copies, which share it. Sentences and copies that
        are longer than the window, or that the student's tokenizer splits
        otherwise, are left out.

        Args:
            sentences: without labels.
            copies: the number of copies of each sentence, see `dataset.augmentation`.
        """
        random = np.random.default_rng(0)
        lengths = {sentence.text: self._length(sentence) for sentence in sentences}
        kept = [sentence for sentence in sentences if lengths[sentence.text]]
        kept.sort(key=lambda sentence: lengths[sentence.text])
        for first in range(0, len(kept), BATCH):
            batch = [self._with_targets(outputs) for outputs in self._run(kept[first : first + BATCH])]
            rows = [self._copies(outputs.sentence, copies, random) for outputs in batch]
            copied = iter(self._run([sentence for row in rows for sentence in row]))
            for outputs, row in zip(batch, rows, strict=True):
                yield from self._examples([outputs, *(next(copied) for _ in row)])

    def _length(self, sentence: LabeledSentence) -> int:
        """Return the number of tokens of a sentence, zero if it is left out."""
        tokens, student = (tokenizer.tokenize(sentence.text) for tokenizer in (self._tokenizer, self._student))
        is_kept = len(tokens.ids) <= self._tokenizer.capacity and np.array_equal(tokens.offsets, student.offsets)
        return len(tokens.ids) if is_kept else 0

    def _copies(self, sentence: LabeledSentence, count: int, random: np.random.Generator) -> list[LabeledSentence]:
        copies = [swap_names(sentence, random) for _ in range(count)]
        return [copy for copy in copies if copy and self._length(copy)]

    def _run(self, sentences: Sequence[LabeledSentence]) -> list[TeacherLogits]:
        """Run every teacher on one batch of sentences."""
        if not sentences:
            return []
        tokens = [self._tokenizer.tokenize(sentence.text) for sentence in sentences]
        windows = [self._tokenizer.window(each, (0, len(each.ids))) for each in tokens]
        outputs = zip(*(runtime.run_batch(windows) for runtime in self._runtimes), strict=True)
        return [
            TeacherLogits(sentence, each, {head: _stacked(logits, head) for head in logits[0]})
            for sentence, each, logits in zip(sentences, tokens, outputs, strict=True)
        ]

    def _with_targets(self, outputs: TeacherLogits) -> TeacherLogits:
        """Make a target of every actor on the best path through the teachers' mean tag probabilities."""
        starts = np.flatnonzero(outputs.tokens.word_starts)
        if "actor" not in outputs.logits or not len(starts):
            return outputs
        tags = softmax(outputs.logits["actor"], dim=-1).mean(0).log().numpy()[1 + starts]
        words = word_offsets(outputs.tokens, starts, len(outputs.tokens.ids))
        spans = bio_to_spans([ACTOR[number] for number in best_path(tags, self._transitions)])
        actors = tuple((int(words[first, 0]), int(words[stop - 1, 1]), kind) for first, stop, kind in spans)
        targets = tuple(Target((actor[:2],), "neutral") for actor in actors)  # the stance is replaced
        return replace(outputs, sentence=replace(outputs.sentence, targets=targets, actors=actors))

    def _examples(self, versions: Sequence[TeacherLogits]) -> Iterator[Example]:
        """Yield a sentence and its copies with the teachers' labels, the stances shared among them."""
        examples = [encode(outputs.sentence, self._student, ("stance",), Counter()) for outputs in versions]
        pairs = list(zip(examples, versions, strict=True))
        stances = [_target_logits(example, outputs) for example, outputs in pairs if "stance" in outputs.logits]
        for example, outputs in pairs:
            labels = {head: _mean_probabilities(head, outputs, self._temperature) for head in outputs.logits}
            if stances:
                labels["stance"] = softmax(torch.stack(stances).mean(0) / self._temperature, dim=-1).numpy()
            yield replace(example, labels=labels, temperature=self._temperature)


def _stacked(logits: Sequence[Logits], head: str) -> torch.Tensor:
    """Return the logits of all teachers for one head. *Shape:* (teachers, labels) or (teachers, tokens, labels)."""
    return torch.from_numpy(np.stack([of_teacher[head] for of_teacher in logits]))


def _target_logits(example: Example, outputs: TeacherLogits) -> torch.Tensor:
    """Return the mean logits of the teachers for each target. *Shape:* (targets, 3)."""
    tokens = len(example.window.ids)
    return torch.from_numpy(example.targets) @ outputs.logits["stance"][:, :tokens].mean(0)


def _mean_probabilities(head: str, outputs: TeacherLogits, temperature: float) -> FloatArray:
    """Return the mean probabilities of the teachers: of the sentence, or of each word on its first token.

    *Shape:* (labels,) or (tokens, labels), without padding.
    """
    probabilities: FloatArray = softmax(outputs.logits[head] / temperature, dim=-1).mean(0).numpy()
    if HEADS[head].level == "sentence":
        return probabilities
    starts = 1 + np.flatnonzero(outputs.tokens.word_starts)
    kept = np.zeros((len(outputs.tokens.ids) + SPECIAL, probabilities.shape[1]), dtype=np.float32)
    kept[starts] = probabilities[starts]
    return kept
