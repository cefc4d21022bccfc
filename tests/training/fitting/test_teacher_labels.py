import pytest
from stancekit_training.corpora.sentence import LabeledSentence
from stancekit_training.fitting import teacher_labels as module
from stancekit_training.fitting.teacher_labels import teacher_labels
from stancekit_training.fitting.teachers import Teacher, Teachers

from stancekit.network.model_folder import TOKENIZER
from stancekit.network.tokenization import SentenceTokenizer
from tests.support import tiny_network
from tests.support.tiny_model import STRIDE, WINDOW

SENTENCES = [LabeledSentence(f"Mayor Berg won {'the plan ' * number}", "made-up") for number in range(7)]


@pytest.fixture
def teachers(tiny_base, tiny_model_folder):
    tokenizer = SentenceTokenizer(tiny_model_folder / TOKENIZER, window=WINDOW, stride=STRIDE)
    network = tiny_network.network_of(tiny_base)
    return lambda: Teachers([Teacher(network, tokenizer, list(network.heads))], tokenizer, {})


def test_labels_that_a_file_holds_are_not_computed_again(teachers, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CHUNK", 3)
    labels = teacher_labels(teachers(), SENTENCES, copies=1, folder=tmp_path)
    (home,) = tmp_path.iterdir()
    files = sorted(home.iterdir())
    assert len(files) == 3
    files[1].unlink()
    labeled = []
    again = teachers()
    label = again.label
    monkeypatch.setattr(again, "label", lambda chunk, **options: labeled.append(chunk) or label(chunk, **options))
    resumed = teacher_labels(again, SENTENCES, copies=1, folder=tmp_path)
    assert labeled == [SENTENCES[3:6]]
    assert [example.window.ids.tolist() for example in resumed] == [example.window.ids.tolist() for example in labels]
    for before, after in zip(labels, resumed, strict=True):
        assert after.labels["opinion"] == pytest.approx(before.labels["opinion"], abs=1e-3)


def test_other_sentences_or_copies_have_files_of_their_own(teachers, tmp_path):
    for sentences, copies in ((SENTENCES, 0), (SENTENCES, 1), (SENTENCES[:3], 0)):
        teacher_labels(teachers(), sentences, copies=copies, folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
