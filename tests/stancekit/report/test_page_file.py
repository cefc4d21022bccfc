"""What a page may replace."""

import os
import sys
from pathlib import Path

import pytest

from stancekit.errors import InputError
from stancekit.report.page_file import check_page_file
from tests.support.documents import article


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.html"
    path.write_text("<!doctype html><title>mine</title>")
    return path


def test_a_page_replaces_nothing_but_a_page(mine, tmp_path):
    page, empty = tmp_path / "page.html", tmp_path / "empty.html"
    page.write_text(article().to_html(), encoding="utf-8")
    empty.touch()
    for path in (page, empty, tmp_path / "new.html", tmp_path / "no" / "new.html", Path(os.devnull)):
        check_page_file(path)
    with pytest.raises(InputError, match=r"mine.html exists and is not a page of stancekit: .* add --overwrite"):
        check_page_file(mine)
    check_page_file(mine, overwrite=True)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_an_input_is_never_replaced(mine, tmp_path, link):
    link(mine, tmp_path / "other.html")
    with pytest.raises(InputError, match="other.html is an input: write the page to another file"):
        check_page_file(tmp_path / "other.html", inputs=[tmp_path / "missing", mine], overwrite=True)


def test_a_folder_is_not_replaced(tmp_path):
    with pytest.raises(InputError, match="exists and is not a page"):
        check_page_file(tmp_path)


def test_every_page_names_its_generator():
    page = article().to_html()
    assert '<meta name="generator" content="stancekit ' in page[:2000]
