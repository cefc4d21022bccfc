"""The language of a text."""

import subprocess
import sys

import pytest

from stancekit import LanguageWarning
from stancekit.errors import InputError
from stancekit.language.detection import check_language, detect_language

TEXTS = {
    "de": "Der Bürgermeister trat am Montag zurück. Seine Partei sprach von einer Schande für die Stadt.",
    "fr": "Le maire a démissionné lundi. Son parti a parlé d'une honte pour la ville et ses habitants.",
    "es": "El alcalde dimitió el lunes. Su partido habló de una vergüenza para la ciudad y sus vecinos.",
    "it": "Il sindaco si è dimesso lunedì. Il suo partito ha parlato di una vergogna per la città.",
    "nl": "De burgemeester trad maandag af. Zijn partij sprak van een schande voor de stad en haar inwoners.",
    "pt": "O prefeito renunciou na segunda-feira. O seu partido falou de uma vergonha para a cidade.",
    "ru": "Мэр ушёл в отставку в понедельник. Его партия назвала это позором для города.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_other_languages_are_recognized(language):
    assert detect_language(TEXTS[language]) == language
    with pytest.raises(InputError, match=rf"\({language}\), and the model knows English only$"):
        check_language(TEXTS[language])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bürgermeister tritt zurück",
        "Recep Tayyip Erdoğan, Angela Merkel, Emmanuel Macron",
        "MAYOR RESIGNS AS HARBOR TOWN GOES BROKE, SAYS CLERK",
        "Dr. Okonkwo-Adebayo, Alhaji Musa and Chief Eze met in Lokoja.",
        "GDP +2.1%, CPI 3.4%, FTSE 7,421.10, DAX 15,993.20, CAC 7,290.80",
        "Shares rose. Bonds fell. Gold slid. Oil gained. Traders yawned; brokers slept.",
        "“C’est la vie,” he said, and the mayor of Lyon, who had asked for the vote, went home with his aides.",
    ],
)
def test_english_and_what_is_not_clear_count_as_english(text):
    assert detect_language(text) == "en"
    check_language(text)


def test_the_detector_is_not_loaded_for_english():
    code = (
        "import sys\nfrom stancekit.language.detection import detect_language\n"
        "text = 'The mayor of the town said that the budget would not be cut by the council, and the vote was lost.'\n"
        "print(detect_language(text), 'py3langid' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["en", "False"]


def test_a_model_warns_and_the_document_has_the_language(model):
    with pytest.warns(LanguageWarning, match=r"the text is in German \(de\); the model knows English only") as caught:
        document = model(TEXTS["de"])
    assert document.language == "de" and caught[0].filename == __file__
    assert type(document).from_dict(document.to_dict()) == document
    with pytest.warns(LanguageWarning):
        assert [each.language for each in model.pipe(["The mayor won.", TEXTS["fr"]])] == ["en", "fr"]
    older = {key: value for key, value in document.to_dict().items() if key != "language"}
    assert type(document).from_dict(older).language == "en"
