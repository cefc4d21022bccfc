"""`metrics.json`: everything that was measured of a model, as typed records."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from stancekit_training.audit.audit import AuditMetrics
from stancekit_training.audit.behavior import BehaviorMetrics
from stancekit_training.audit.portrayal import PortrayalMetrics
from stancekit_training.errors import TrainingError
from stancekit_training.evaluation.articles import ArticleMetrics
from stancekit_training.evaluation.calibration import Calibration
from stancekit_training.evaluation.coreference import CoreferenceMetrics
from stancekit_training.evaluation.parity import Parity
from stancekit_training.evaluation.sentences import ComparedScore, CrossScore, Origin, SentenceMetrics
from stancekit_training.evaluation.voices import VoiceMetrics

METRICS_FILE = "metrics.json"


@dataclass(frozen=True)
class Metrics:
    """The measurements of a model; a section that was not measured is None.

    Attributes:
        scores: the scores on sentences, by corpus and head.
        others: the origins of the models among the baselines.
        calibration: the calibration by head.
        parity: the int8 graph compared with the fp32 graph.
        fit: the development scores of the fit that was exported, by name.
        voices: the scores of voices: the author's, a source's or nobody's.
        coreference: whom pronouns and descriptions refer to.
        portrayal: the scores of how whole articles portray actors.
        audit: whether the model can be trusted.
        frozen: the frozen portion of the behavior cases.
        articles: the scores on whole articles.
        cross: the scores on corpora that a head was not trained on.
    """

    scores: tuple[ComparedScore, ...] | None = None
    others: Mapping[str, Origin] | None = None
    calibration: Mapping[str, Calibration] | None = None
    parity: Parity | None = None
    fit: Mapping[str, float] | None = None
    voices: VoiceMetrics | None = None
    coreference: CoreferenceMetrics | None = None
    portrayal: PortrayalMetrics | None = None
    audit: AuditMetrics | None = None
    frozen: BehaviorMetrics | None = None
    articles: ArticleMetrics | None = None
    cross: tuple[CrossScore, ...] | None = None

    @classmethod
    def of_sentences(cls, measured: SentenceMetrics) -> "Metrics":
        """Return the metrics of sentences alone."""
        return cls(scores=measured.scores, others=measured.others, calibration=measured.calibration)

    def updated(self, measured: "Metrics") -> "Metrics":
        """Return these metrics with the measured sections replaced."""
        sections = {entry.name: getattr(measured, entry.name) for entry in fields(measured)}
        return replace(self, **{name: section for name, section in sections.items() if section is not None})


ADAPTER = TypeAdapter(Metrics)


def read_metrics(folder: Path) -> Metrics:
    """Read the metrics of a model folder; without a file, none is measured.

    Raises:
        TrainingError: the file is not JSON, or lacks a field of a section.
    """
    path = folder / METRICS_FILE
    if not path.exists():
        return Metrics()
    try:
        return ADAPTER.validate_python(_current_names(json.loads(path.read_text(encoding="utf-8"))))
    except (ValueError, ValidationError) as error:
        raise TrainingError(f"{path} cannot be read: {error}. Delete it, and measure the model again.") from error


def write_metrics(folder: Path, metrics: Metrics) -> None:
    """Write the metrics of a model folder, without the sections that were not measured."""
    content = ADAPTER.dump_python(metrics, mode="json", by_alias=True, exclude_defaults=True)
    (folder / METRICS_FILE).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _current_names(content: Any) -> Any:
    """Rename what files of versions before 0.6 call otherwise: `behaviour`, and the voice `fact`."""
    audit = content.get("audit") if isinstance(content, dict) else None
    if not isinstance(audit, dict) or "behaviour" not in audit:
        return content
    renamed = {"behavior" if key == "behaviour" else key: value for key, value in audit.items()}
    outlets = audit["outlets"]
    renamed["outlets"] = {
        "allsides": [_current_voice(row) for row in outlets["allsides"]],
        "chosen": "reported" if outlets["chosen"] == "fact" else outlets["chosen"],
        "seesaw": [_current_voice(row) for row in outlets["seesaw"]],
    }
    return {**content, "audit": renamed}


def _current_voice(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "voice": "reported" if row["voice"] == "fact" else row["voice"]}
