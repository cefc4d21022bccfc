"""Model folders on a hub, by the client `huggingface_hub`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stancekit.errors import ArtifactError


def is_hub_name(name: str) -> bool:
    """Return whether a name is that of a hub repository, `owner/name`."""
    owner, slash, repository = name.partition("/")
    return bool(slash and owner.strip("._~") and repository) and "/" not in repository and "\\" not in name


def fetch(name: str, *, revision: str | None, files: Sequence[str]) -> Path:
    """Return the folder with files of a repository, in the cache of the hub's client.

    Args:
        name: the name of the repository.
        revision: branch, tag or commit.
        files: patterns of their names; nothing else is fetched, and no code.

    Raises:
        ArtifactError: the client is missing, or cannot fetch them.
    """
    client = _client(f"to fetch {name} from the hub")
    try:
        return Path(client.snapshot_download(name, revision=revision, allow_patterns=list(files)))
    except Exception as error:  # the hub's client raises its own, httpx's and the system's errors
        at = f" at {revision}" if revision else ""
        raise ArtifactError(
            f"there is no folder {name}, and {name}{at} could not be fetched from the hub ({_reason(error)}). "
            "Check the name and the connection; offline, copy the folder from a machine that has it and pass its path."
        ) from error


def upload(
    folder: Path,
    name: str,
    *,
    private: bool | None,
    revision: str | None,
    message: str,
    token: str | None,
    obsolete: Sequence[str],
) -> str:
    """Upload the files of a folder to a repository, which is created if there is none; return the commit's address.

    Args:
        folder: the files.
        name: the name of the repository.
        private: whether a new repository is private; None leaves it to the hub.
        revision: the branch, which must exist unless it is the main one.
        message: the message of the commit.
        token: the user's token; None takes the one that `hf auth login` stored.
        obsolete: patterns of files that the commit removes if the folder lacks them.

    Raises:
        ArtifactError: the name is none of a repository, the client is
            missing, or the hub refuses.
    """
    if not is_hub_name(name):
        raise ArtifactError(f"{name!r} is not the name of a hub repository, which is written owner/name.")
    api = _client(f"to upload {name} to the hub").HfApi(token=token)
    try:
        api.create_repo(name, private=private, exist_ok=True)
        commit = api.upload_folder(
            repo_id=name, folder_path=folder, revision=revision, commit_message=message, delete_patterns=list(obsolete)
        )
    except Exception as error:  # see fetch
        raise ArtifactError(
            f"{name} could not be uploaded to the hub ({_reason(error)}). Check the connection, and log in with "
            "hf auth login as a user who may write there."
        ) from error
    return str(commit.commit_url)


def _client(need: str) -> Any:
    try:
        import huggingface_hub
    except ImportError as error:
        raise ArtifactError(f"{need}: pip install huggingface_hub.") from error
    return huggingface_hub


def _reason(error: Exception) -> str:
    """Return the kind and the first line of an error."""
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason given'}"
