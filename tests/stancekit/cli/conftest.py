"""`stancekit analyze` in the process of the tests, with the tiny model."""

import pytest
from typer.testing import CliRunner, Result

from stancekit.cli import app
from tests.support.commands import ARTICLE


@pytest.fixture
def analyze(tiny_model_folder):
    def run(*arguments: object, stdin: bytes | None = None, model: object = tiny_model_folder) -> Result:
        result = CliRunner().invoke(app, ["analyze", "--model", str(model), *map(str, arguments)], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
