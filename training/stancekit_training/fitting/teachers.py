"""Labels for unlabeled sentences from several teacher networks."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch.nn.functional import softmax

from stancekit.labels import ACTOR, HEADS
from stancekit.network.manifest import HeadSettings
from stancekit.network.tagging import FloatArray, best_path, bio_to_spans, bio_transitions
from stancekit.network.tokenization import SPECIAL, SentenceTokenizer, Tokens
from stancekit_training.corpora.sentence import LabeledSentence, Target
from stancekit_training.dataset.augmentation import swap_names
from stancekit_training.dataset.examples import Example, encode, word_offsets
from stancekit_training.fitting.network import StanceNetwork
from stancekit_training.fitting.torch_runtime import TorchRuntime

BATCH = 64  # sentences of one forward pass


@dataclass(frozen=True)
class Teacher:
    """A network that labels sentences.

    Attributes:
        network: the network, in evaluation mode.
        tokenizer: its tokenizer.
        heads: the heads that it labels.
    """

    network: StanceNetwork
    tokenizer: SentenceTokenizer
    heads: Sequence[str]


@dataclass(frozen=True)
class TeacherLogits:
    """The outputs of all teachers for one sentence.

    Attributes:
        sentence: the sentence.
        tokens: its tokens.
        logits: by head, of the teachers that label it. *Shape:* (teachers,
            labels) or (teachers, tokens, labels)
    """

    sentence: LabeledSentence
    tokens: Tokens
    logits: Mapping[str, torch.Tensor]


class Teachers:
    """Networks whose mean probabilities label sentences (Hinton et al., 2015).

    Attributes:
        digest: the digest of the networks and settings, which determine the labels of a
            student's tokens.
    """

    def __init__(
        self,
        teachers: Sequence[Teacher],
        student: SentenceTokenizer,
        heads: Mapping[str, HeadSettings],
        *,
        temperature: float = 1.0,
        bf16: bool = False,
    ) -> None:
        """Prepare the teachers.

        Args:
            teachers: the networks.
            student: the tokenizer of the student; those of the teachers give
                the same tokens with other numbers.
            heads: settings to decode their logits with.
            temperature: divides the logits, for softer labels.
            bf16: whether to compute in bfloat16.
        """
        self._teachers, self._student = teachers, student
        self._runtimes = [TorchRuntime(teacher.network, bf16=bf16) for teacher in teachers]
        self._temperature = temperature
        actor = heads.get("actor", HeadSettings())
        self._transitions = bio_transitions(ACTOR, adjacent=actor.adjacent_cost)
        self.digest = _digest(teachers, actor, temperature)

    def label(self, sentences: Sequence[LabeledSentence], *, copies: int = 0, seed: int = 0) -> Iterator[Example]:
        """Yield labeled sentences, the shortest first, each followed by its copies with other names.

        The targets of a sentence are the actors that the teachers tag. The
        stance toward a target comes from the mean logits of all teachers over
        the sentence and its copies, which share it. Sentences and copies that
        are longer than the window, or that the student's tokenizer splits
        otherwise, are left out.

        Args:
            sentences: without labels.
            copies: the number of copies of each sentence, see `dataset.augmentation`.
            seed: determines the names of the copies.
        """
        random = np.random.default_rng(seed)
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
        student = self._student.tokenize(sentence.text)
        others = [teacher.tokenizer.tokenize(sentence.text).offsets for teacher in self._teachers]
        is_same = all(np.array_equal(offsets, student.offsets) for offsets in others)
        return len(student.ids) if is_same and len(student.ids) <= self._student.capacity else 0

    def _copies(self, sentence: LabeledSentence, count: int, random: np.random.Generator) -> list[LabeledSentence]:
        copies = [swap_names(sentence, random) for _ in range(count)]
        return [copy for copy in copies if copy and self._length(copy)]

    def _run(self, sentences: Sequence[LabeledSentence]) -> list[TeacherLogits]:
        """Run every teacher on one batch of sentences."""
        if not sentences:
            return []
        outputs: list[dict[str, list[torch.Tensor]]] = [{} for _ in sentences]
        for teacher, runtime in zip(self._teachers, self._runtimes, strict=True):
            tokens = [teacher.tokenizer.tokenize(sentence.text) for sentence in sentences]
            windows = [teacher.tokenizer.window(each, (0, len(each.ids))) for each in tokens]
            for output, logits in zip(outputs, runtime.run_batch(windows), strict=True):
                for head in teacher.heads:
                    output.setdefault(head, []).append(torch.from_numpy(logits[head]))
        return [
            TeacherLogits(
                sentence,
                self._student.tokenize(sentence.text),
                {head: torch.stack(logits) for head, logits in output.items()},
            )
            for sentence, output in zip(sentences, outputs, strict=True)
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


def _digest(teachers: Sequence[Teacher], actor: HeadSettings, temperature: float) -> str:
    digest = hashlib.sha256(f"{temperature} {actor.adjacent_cost}".encode())
    for teacher in teachers:
        digest.update(" ".join(teacher.heads).encode())
        for name, weight in teacher.network.state_dict().items():
            digest.update(f"{name} {weight.double().sum().item()}".encode())
    return digest.hexdigest()


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
