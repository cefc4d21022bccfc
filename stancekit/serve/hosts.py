"""Which requests come from the user: checks of the headers Host, Origin and Sec-Fetch-Site."""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from stancekit.serve.problems import Problem

SAFE_METHODS = ("GET", "HEAD")
OWN_SITES = ("same-origin", "none")  # values of Sec-Fetch-Site: a page of ours, or the user's address bar


def check_host(headers: Headers, names: Collection[str]) -> None:
    """Refuse a request whose Host is a name that another site may control.

    A page of another site can make its own name point to this machine, which
    is called DNS rebinding; then its scripts could read the answers. An
    address in figures, `localhost` and the allowed names cannot be taken over.

    Args:
        headers: the headers of the request.
        names: the further names that are allowed, in lower case.

    Raises:
        Problem: the host is another.
    """
    host = _host_name(headers.get("host", ""))
    if not (host == "localhost" or host in names or _is_address(host)):
        raise Problem(
            "forbidden_host", f"This server has no name {host[:200]!r}; start it with --allow-host to give it one."
        )


def check_origin(method: str, headers: Headers) -> None:
    """Refuse a request, other than GET, that a page of another site sent.

    Raises:
        Problem: the request comes from another site.
    """
    if method in SAFE_METHODS:
        return
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    is_foreign = origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    if is_foreign or site not in (None, *OWN_SITES):
        raise Problem("forbidden_origin", "Pages of other sites cannot use this server.")


def _host_name(host: str) -> str:
    """Return the name in a Host header without its port; the empty str if it has none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
