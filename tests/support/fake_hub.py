"""A hub on the loopback interface: as much of the protocol as its client needs to upload and to fetch a model."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "hf_of_the_tests"
LARGE = 10_000  # bytes from which a file is uploaded on its own


class FakeHub(ThreadingHTTPServer):
    """Keeps the files of repositories, each with one commit at a time."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.repositories: dict[str, dict[str, bytes]] = {}
        self.private: dict[str, bool] = {}
        self.uploads: dict[str, bytes] = {}
        self.messages: list[str] = []
        self.requests: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def commit(self, repository: str) -> str:
        files = self.repositories[repository]
        written = json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())})
        return hashlib.sha1(written.encode()).hexdigest()


@contextmanager
def running() -> Iterator[FakeHub]:
    """Run a hub in a thread."""
    with FakeHub() as hub:
        thread = threading.Thread(target=hub.serve_forever, daemon=True)
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join()


class Handler(BaseHTTPRequestHandler):
    server: FakeHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body, path = self._body(), self.path
        self.server.requests.append(f"POST {path}")
        if self.headers.get("authorization") != f"Bearer {TOKEN}":
            self._answer({"error": "Invalid username or password."}, status=401)
        elif path == "/api/repos/create":
            self._create(json.loads(body))
        elif path == "/api/validate-yaml":
            self._answer({"errors": [], "warnings": []})
        elif "/preupload/" in path:
            sent = json.loads(body)["files"]
            modes = [
                {
                    "path": file["path"],
                    "uploadMode": "lfs" if file["size"] > LARGE else "regular",
                    "shouldIgnore": False,
                }
                for file in sent
            ]
            self._answer({"files": modes})
        elif path.endswith(".git/info/lfs/objects/batch"):
            self._batch(json.loads(body))
        elif "/commit/" in path:
            self._commit(path.split("/commit/")[0].removeprefix("/api/models/"), body.decode().splitlines())
        else:
            self._answer({"error": f"the fake has no {path}"}, status=404)

    def do_PUT(self) -> None:
        self.server.uploads[self.path.rpartition("/")[2]] = self._body()
        self._answer({})

    def do_GET(self) -> None:
        self._get()

    def do_HEAD(self) -> None:
        self._get()

    def _get(self) -> None:
        self.server.requests.append(f"{self.command} {self.path}")
        path = self.path.partition("?")[0]
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            self._info("/".join(parts[2:4]), listing="tree" in parts)
        elif len(parts) > 4 and parts[2] == "resolve":
            self._file("/".join(parts[:2]), "/".join(parts[4:]))
        else:
            self._answer({"error": f"the fake has no {path}"}, status=404)

    def _create(self, fields: dict[str, Any]) -> None:
        name = f"{fields['organization']}/{fields['name']}" if fields.get("organization") else fields["name"]
        exists = name in self.server.repositories
        self.server.repositories.setdefault(name, {"README.md": b"old", "old.onnx": b"old", "notes.txt": b"kept"})
        self.server.private[name] = fields.get("private") or fields.get("visibility") == "private"
        self._answer({"url": f"{self.server.address}/{name}"}, status=409 if exists else 200)

    def _batch(self, fields: dict[str, Any]) -> None:
        objects = [
            {**each, "actions": {"upload": {"href": f"{self.server.address}/upload/{each['oid']}"}}}
            for each in fields["objects"]
        ]
        self._answer({"transfer": "basic", "objects": objects})

    def _commit(self, repository: str, lines: list[str]) -> None:
        files = self.server.repositories[repository]
        for line in map(json.loads, lines):
            kind, value = line["key"], line["value"]
            if kind == "header":
                self.server.messages.append(value["summary"])
            elif kind == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif kind == "lfsFile":
                files[value["path"]] = self.server.uploads[value["oid"]]
            elif kind == "deletedFile":
                del files[value["path"]]
        commit = self.server.commit(repository)
        self._answer({"commitOid": commit, "commitUrl": f"{self.server.address}/{repository}/commit/{commit}"})

    def _info(self, repository: str, *, listing: bool) -> None:
        files = self.server.repositories.get(repository)
        if files is None:
            self._answer({"error": "Repository not found"}, status=404, extra={"X-Error-Code": "RepoNotFound"})
        elif listing:
            self._answer(
                [
                    {"type": "file", "path": name, "size": len(content), "oid": hashlib.sha1(content).hexdigest()}
                    for name, content in files.items()
                ]
            )
        else:
            siblings = [{"rfilename": name} for name in files]
            self._answer({"id": repository, "sha": self.server.commit(repository), "siblings": siblings})

    def _file(self, repository: str, name: str) -> None:
        content = self.server.repositories[repository].get(name)
        if content is None:
            self._answer({"error": "Entry not found"}, status=404, extra={"X-Error-Code": "EntryNotFound"})
            return
        headers = {
            "X-Repo-Commit": self.server.commit(repository),
            "ETag": f'"{hashlib.sha256(content).hexdigest()}"',
        }
        self._send(content, "application/octet-stream", 200, headers)

    def _answer(self, value: Any, *, status: int = 200, extra: dict[str, str] | None = None) -> None:
        self._send(json.dumps(value).encode(), "application/json", status, extra or {})

    def _send(self, content: bytes, kind: str, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": kind, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("content-length", 0)))
        parts: list[bytes] = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)
