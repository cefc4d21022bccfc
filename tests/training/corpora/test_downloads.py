"""Downloads from a server on this machine."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from stancekit_training.cli import app
from stancekit_training.corpora.downloads import read_downloads, where_to_ask
from stancekit_training.errors import CorpusError
from typer.testing import CliRunner

CONTENT = b"Ana\tB-person\n" * 200_000  # several chunks
DIGEST = hashlib.sha256(CONTENT).hexdigest()


class Handler(BaseHTTPRequestHandler):
    requests: list[str] = []

    def do_GET(self):
        self.requests.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/train.txt")
            self.end_headers()
            return
        self.send_response(200 if self.path != "/absent" else 404)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(CONTENT if self.path != "/cut" else CONTENT[:1000])

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    Handler.requests = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def table(folder, address, *, sha256=DIGEST, path="crossner/politics/train.txt"):
    written = folder / "downloads.toml"
    written.write_text(f'[[politics]]\npath = "{path}"\naddress = "{address}"\nsha256 = "{sha256}"\n')
    return written


def fetch(folder, downloads, *arguments):
    run = ["fetch", "politics", "--corpora", folder / "corpora", "--downloads", downloads, *arguments]
    return CliRunner().invoke(app, [str(each) for each in run], catch_exceptions=False)


@pytest.mark.parametrize("page", ["/train.txt", "/moved"])
def test_a_file_is_downloaded_once(server, tmp_path, page):
    downloads, path = table(tmp_path, server + page), tmp_path / "corpora" / "crossner" / "politics" / "train.txt"
    result = fetch(tmp_path, downloads)
    assert result.exit_code == 0 and result.stdout == f"politics: {path} downloaded\n"
    assert path.read_bytes() == CONTENT and [each.name for each in path.parent.iterdir()] == ["train.txt"]
    count = len(Handler.requests)
    assert fetch(tmp_path, downloads).stdout == f"politics: {path} was there already\n"
    assert len(Handler.requests) == count


@pytest.mark.parametrize(
    ("page", "options", "message"),
    [
        ("/train.txt", {"sha256": "0" * 64}, "gave another file than expected: SHA-256 "),
        ("/absent", {}, "/absent cannot be downloaded: Client error '404"),
        ("/cut", {}, "/cut cannot be downloaded: "),
        ("/train.txt", {"path": "../train.txt"}, "leaves the folder of the corpora"),
        ("/train.txt", {"sha256": "12"}, "has no SHA-256"),
    ],
)
def test_nothing_is_kept_of_a_failed_download(server, tmp_path, page, options, message):
    result = fetch(tmp_path, table(tmp_path, server + page, **options))
    assert result.exit_code == 1 and message in result.stderr and "Traceback" not in result.stderr
    assert not [path for path in (tmp_path / "corpora").rglob("*") if path.is_file()]


def test_a_server_that_does_not_answer_is_an_error_in_a_line(tmp_path):
    result = fetch(tmp_path, table(tmp_path, "http://127.0.0.1:9/train.txt"))
    assert result.exit_code == 1 and "http://127.0.0.1:9/train.txt cannot be downloaded" in result.stderr


def test_a_file_of_your_own_is_not_replaced(server, tmp_path):
    path = tmp_path / "corpora" / "crossner" / "politics" / "train.txt"
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    downloads = table(tmp_path, f"{server}/train.txt")
    result = fetch(tmp_path, downloads)
    assert result.exit_code == 1 and "Move it away, or add --overwrite" in result.stderr
    assert path.read_text() == "mine"
    assert fetch(tmp_path, downloads, "--overwrite").exit_code == 0 and path.read_bytes() == CONTENT


def test_only_https_leaves_the_machine(tmp_path):
    with pytest.raises(CorpusError, match="is not https"):
        read_downloads(table(tmp_path, "http://example.org/train.txt"))


def test_for_other_corpora_it_says_where_to_ask(tmp_path):
    downloads = table(tmp_path, "https://example.org/train.txt")
    result = CliRunner().invoke(app, ["fetch", "babe", "hard", "--downloads", str(downloads)])
    assert result.exit_code == 0
    babe, hard = result.stdout.splitlines()
    assert babe.startswith("babe: read its terms and get it at https://github.com/Media-Bias-Group/")
    assert "license: CC BY-NC-SA 4.0" in babe and hard == "hard: comes with the package"
    with pytest.raises(CorpusError, match="no corpus 'bab'; the known ones are newsmtsc"):
        where_to_ask("bab")


def test_the_own_table_is_valid():
    downloads = read_downloads()
    assert set(downloads) == {"politics", "gap"}
    assert all(each.address.startswith("https://") for files in downloads.values() for each in files)
