"""Downloads of public corpora from their addresses, with their digests checked."""

import hashlib
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

import httpx

from stancekit_training.corpora.registry import CORPORA
from stancekit_training.errors import CorpusError
from stancekit_training.resources import data_file

TIMEOUT = httpx.Timeout(30.0)  # seconds without any byte
CHUNK = 1 << 20
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Download:
    """A file of a corpus.

    Attributes:
        path: below the folder that holds all corpora.
        address: the address of the file, https.
        sha256: the digest of its content, in hexadecimal.
    """

    path: str
    address: str
    sha256: str


@dataclass(frozen=True)
class Fetched:
    """A file that is in its place with the right digest."""

    path: Path
    outcome: Literal["downloaded", "was there already"]


def read_downloads(path: Path | None = None) -> dict[str, list[Download]]:
    """Return the files of each corpus that can be downloaded.

    Args:
        path: the path of a table like `data/downloads.toml`; None for that one.

    Raises:
        CorpusError: the table cannot be read, or an entry is faulty.
    """
    path = path or data_file("downloads.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        downloads = {name: [Download(**entry) for entry in entries] for name, entries in table.items()}
    except (OSError, ValueError, TypeError) as error:
        raise CorpusError(f"{path} cannot be read: {error}.") from error
    for download in (each for files in downloads.values() for each in files):
        _check(download, path)
    return downloads


def _check(download: Download, table: Path) -> None:
    path, address = PurePosixPath(download.path), urlsplit(download.address)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise CorpusError(f"{table}: the path {download.path!r} leaves the folder of the corpora.")
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
        raise CorpusError(f"{table}: the address {download.address!r} is not https.")
    if len(download.sha256) != hashlib.sha256().digest_size * 2:
        raise CorpusError(f"{table}: {download.path} has no SHA-256.")


def fetch(downloads: Sequence[Download], folder: Path, *, overwrite: bool = False) -> Iterator[Fetched]:
    """Download files that are not in their place, each complete and with the right digest or not at all.

    Args:
        downloads: the files.
        folder: the folder that holds all corpora.
        overwrite: whether to replace a file with another digest.

    Raises:
        CorpusError: an address cannot be reached, a digest differs, or a file
            with another digest is in the place.
    """
    with httpx.Client(timeout=TIMEOUT, follow_redirects=True) as client:
        for download in downloads:
            path = folder / download.path
            digest = _digest(path) if path.is_file() else None
            if digest == download.sha256:
                yield Fetched(path, "was there already")
                continue
            if digest is not None and not overwrite:
                raise CorpusError(
                    f"{path} differs from the file at {download.address}: SHA-256 {digest}, expected "
                    f"{download.sha256}. Move it away, or add --overwrite."
                )
            _download(client, download, path)
            yield Fetched(path, "downloaded")


def where_to_ask(name: str) -> str:
    """Return how to get a corpus that cannot be downloaded by itself.

    Raises:
        CorpusError: no such corpus.
    """
    if name not in CORPORA:
        raise CorpusError(f"no corpus {name!r}; the known ones are {', '.join(CORPORA)}.")
    corpus = CORPORA[name]
    if not corpus.address.startswith("https://"):
        return f"{name}: comes with the package"
    return f"{name}: read its terms and get it at {corpus.address} (license: {corpus.license})"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _download(client: httpx.Client, download: Download, path: Path) -> None:
    """Write a file by way of another name, which is removed if anything goes wrong."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.part")
    digest = hashlib.sha256()
    try:
        with client.stream("GET", download.address) as response, partial.open("wb") as file:
            response.raise_for_status()
            for chunk in response.iter_bytes(CHUNK):
                digest.update(chunk)
                file.write(chunk)
        if digest.hexdigest() != download.sha256:
            raise CorpusError(
                f"{download.address} gave another file than expected: SHA-256 {digest.hexdigest()}, expected "
                f"{download.sha256}. Nothing was kept."
            )
        os.replace(partial, path)
    except httpx.HTTPError as error:
        raise CorpusError(f"{download.address} cannot be downloaded: {error or type(error).__name__}.") from error
    finally:
        with suppress(FileNotFoundError):
            partial.unlink()


def downloadable(downloads: Mapping[str, Sequence[Download]], names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the corpora that can be downloaded, and those that must be asked for; all of them without names."""
    names = list(names) or list(dict.fromkeys([*downloads, *CORPORA]))
    return [name for name in names if name in downloads], [name for name in names if name not in downloads]
