"""A job with everything that its specification refers to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from stancekit.jobs.input_files import InputFile, find_input_files
from stancekit.jobs.output_folder import DOCUMENTS
from stancekit.jobs.spec import JobSpec
from stancekit.network.model_folder import ModelFolder, locate, open_model_folder

MIN_PARTS = 64  # that an input is split into, as far as part sizes allow
MIN_PART_CHARACTERS, MAX_PART_CHARACTERS = 100_000, 4_000_000
STREAM_PART_CHARACTERS = 1_000_000  # for an input of unknown size


@dataclass(frozen=True)
class Job:
    """A job specification with the input files and the model that it refers to.

    Attributes:
        spec: the specification.
        inputs: the files to read, in order.
        model: the model, as it is on this machine.
        part_characters: characters after which a part file ends.
        skip_bad_files: whether the job goes on when a file cannot be read.
        skipped: files that were skipped, and the reasons.
    """

    spec: JobSpec
    inputs: tuple[InputFile, ...]
    model: ModelFolder
    part_characters: int
    skip_bad_files: bool = False
    skipped: Mapping[str, str] = field(default_factory=dict)

    @property
    def folders(self) -> tuple[str, ...]:
        """Names of the folders with the part files."""
        return self.spec.levels if self.spec.output == "parquet" else (DOCUMENTS,)

    @property
    def suffix(self) -> str:
        """Suffix of the part files."""
        return f".{self.spec.output}"

    @property
    def fingerprint(self) -> dict[str, Any]:
        """What two runs into one folder must have in common, as JSON values."""
        spec = self.spec
        return {
            "inputs": [asdict(file) for file in self.inputs],
            "columns": {**asdict(spec.columns), "keep": list(spec.columns.keep)},
            "levels": list(spec.levels),
            "output": spec.output,
            "any_language": spec.any_language,
            "measured": spec.measured,
            "shard": None if spec.shard is None else str(spec.shard),
            "actors": [{**asdict(actor), "aliases": list(actor.aliases)} for actor in spec.actors],
            "model": {"name": self.model.name, "digest": self.model.digest},
            "parts": {"rows": spec.part_rows, "characters": self.part_characters},
        }


def resolve(spec: JobSpec) -> Job:
    """Find the input files and the model of a specification.

    Raises:
        InputError: an input cannot be found.
        ArtifactError: the model cannot be found, or its folder is damaged.
    """
    model = open_model_folder(locate(spec.model, revision=spec.revision).resolve())
    inputs = find_input_files(spec.inputs, format=spec.input_format, encoding=spec.encoding)
    return Job(spec, inputs, model, spec.part_characters or _part_characters(inputs))


def _part_characters(inputs: Sequence[InputFile]) -> int:
    """Return a part size that keeps all workers busy on a small input, and makes few files of a large one."""
    size = sum(file.size for file in inputs)
    return min(max(size // MIN_PARTS, MIN_PART_CHARACTERS), MAX_PART_CHARACTERS) if size else STREAM_PART_CHARACTERS
