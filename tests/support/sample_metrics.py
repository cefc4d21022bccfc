"""Metrics of a made-up model, with every section."""

from stancekit_training.audit.audit import AuditMetrics
from stancekit_training.audit.behavior import BehaviorMetrics, PhenomenonScore
from stancekit_training.audit.name_swap import NameSwapMetrics
from stancekit_training.audit.outlets import CrossedSeparation, OutletMetrics, OutletSeparation, StoryConcordance
from stancekit_training.audit.portrayal import PortrayalMetrics, Separation
from stancekit_training.audit.portrayal_names import PortrayalSwap
from stancekit_training.audit.reliability import CorpusReliability, LengthReliability
from stancekit_training.audit.target_blind import TargetScore
from stancekit_training.evaluation.articles import ArticleMetrics, ArticleScore
from stancekit_training.evaluation.calibration import Calibration
from stancekit_training.evaluation.coreference import CoreferenceMetrics, ResolutionScore
from stancekit_training.evaluation.linking import LinkingMetrics
from stancekit_training.evaluation.parity import HeadParity, Parity
from stancekit_training.evaluation.sentences import ComparedScore, CrossScore, Origin
from stancekit_training.evaluation.voices import VoiceMetrics
from stancekit_training.reporting.results import Metrics

NAME_SWAP = NameSwapMetrics(
    delta=0.1,
    changed=0.05,
    range=0.4,
    groups={"east_asian": -0.01},
    original=0.7,
    swapped=0.69,
    sentences=2,
    names=58,
)
OUTLETS = OutletMetrics(
    allsides=(OutletSeparation("all", auc=0.7, held_out=0.66, low=0.5, high=None, outlets=9),),
    chosen="all",
    seesaw=(StoryConcordance("all", concordance=None, low=None, high=None, pairs=0),),
    crossed=CrossedSeparation(("all", "portrayal"), auc=0.74, low=0.6, high=0.86, outlets=47),
)
BEHAVIOR = BehaviorMetrics((PhenomenonScore("irony", 0.5, 4),), 0.5, 4)
BINS = tuple((0.5 + number / 20, 0.45 + number / 20, 40) for number in range(10))
AUDIT = AuditMetrics(
    name_swap=NAME_SWAP,
    target=(TargetScore("targets that differ", 0.7, 0.6, 0.8, 605, {"target-blind": 0.45}),),
    behavior=BEHAVIOR,
    reliability=(CorpusReliability("opinion", "babe", 0.05, 0.04, 400, BINS),),
    lengths=(LengthReliability("stance", "1 to 15", 0.05, 0.02, 300),),
    outlets=OUTLETS,
)
SCORES = (
    ComparedScore("babe", "opinion", "macro-F1", 0.8157375663363546, 0.777, 0.852, 413, {"majority": 0.358}),
    ComparedScore("babe", "bias", "weighted F1", 0.799, 0.759, 0.834, 439, {"majority": 0.34}),
    ComparedScore("babe", "loaded", "word F1", 0.508, 0.465, 0.551, 439, {"majority": 0.0, "lexicon": 0.162}),
    ComparedScore(
        "newsmtsc", "stance", "macro-F1", 0.763, 0.734, 0.788, 1476, {"target-blind": 0.662, "permissive": 0.737}
    ),
)
ARTICLES = ArticleMetrics(
    stances=(
        ArticleScore(
            "SEESAW valid, as displayed",
            0.5,
            0.4,
            0.6,
            {"majority": 0.2, "lexicon": 0.3},
            {"majority": 0.1, "lexicon": 0.05},
            787,
        ),
    ),  # fmt: skip
    recall={"main": 0.87, "main, by name": 0.97, "salient": 0.88, "salient, by name": 0.94},
    basil_auc=0.675,
    linking=LinkingMetrics(precision=0.98, recall=0.95, f1=0.97, count=501, found=0.94),
)
PORTRAYAL = PortrayalMetrics(
    scores=ARTICLES.stances,
    separations=(Separation("narrative framing, heroes above villains", 0.79, 0.75, 0.83, 0.74, 904),),
    error=0.025,
    ceiling=0.67,
    swap=PortrayalSwap(delta=0.04, changed=0.06, mean_delta=0.05, articles=180),
)
METRICS = Metrics(
    scores=SCORES,
    others={
        "target-blind": Origin("small-target-blind", ("newsmtsc", "babe"), "research"),
        "permissive": Origin("small-permissive", ("newsmtsc",), "Apache-2.0"),
    },
    calibration={"opinion": Calibration(1.46, 0.05, 0.03, 0.02, 0.47, 0.3, 875)},
    parity=Parity("a processor", (HeadParity("opinion", 0.99, 0.783, 0.785, 8), HeadParity("bias", 0.98, 0.8, 0.8))),
    fit={"opinion/babe": 0.8, "mean": 0.8, "epoch": 1.0, "minutes": 10.0},
    coreference=CoreferenceMetrics(gap=0.7, by_kind={"gum, he and she": ResolutionScore(12, 0.75, 0.6)}),
    portrayal=PORTRAYAL,
    voices=VoiceMetrics(own=1.0, flips=0.5, stays=1.0, quoted=0.5, pairs=2, holder=0.7, stances=10),
    audit=AUDIT,
    frozen=BEHAVIOR,
    articles=ARTICLES,
    cross=(CrossScore("mine", "stance", "macro-F1", 0.5, 0.4, 0.6, 1234, ("yours", "theirs")),),
)
