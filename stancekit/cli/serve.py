"""`stancekit serve`."""

from dataclasses import replace
from ipaddress import ip_address
from typing import Annotated

import typer

from stancekit.cli.inputs import DeviceOption, ModelOption, RevisionOption, load_model
from stancekit.cli.outcome import WRONG_USAGE, exit_codes, fail, stop
from stancekit.extras import import_extra

HostOption = Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on; 0.0.0.0 for all.")]
PortOption = Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0 for any free port.")]
AllowHostOption = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="Name by which others reach the server; repeatable."),
]
MaxBodyOption = Annotated[float, typer.Option(metavar="MIB", min=0.01, max=64, help="Largest body of a request.")]
TimeLimitOption = Annotated[float, typer.Option(metavar="SECONDS", min=1, help="Longest time until an answer.")]
ThreadsOption = Annotated[
    int | None, typer.Option(min=1, help="Threads that work at once; by default, one for each available core.")
]


def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    allow_host: AllowHostOption = None,
    model: ModelOption = None,
    revision: RevisionOption = None,
    threads: ThreadsOption = None,
    device: DeviceOption = "cpu",
    max_body: MaxBodyOption = 4,
    time_limit: TimeLimitOption = 60,
) -> None:
    """Serve a page to try stancekit in, and a JSON API."""
    with exit_codes():
        for package in ("starlette", "uvicorn", "python_multipart"):
            import_extra(package, need=f"a server needs {package.replace('_', '-')}", extra="serve")
    from stancekit.serve.application import create_app
    from stancekit.serve.limits import MIB, Limits
    from stancekit.serve.server import bind, create_server

    limits = replace(Limits(), body_bytes=int(max_body * MIB), seconds=time_limit)
    try:
        listener = bind(host, port)
    except OSError as error:
        fail(f"cannot listen at {host}, port {port}: {error.strerror or error}.", WRONG_USAGE)
    with listener, load_model(model, revision, threads, device) as loaded:
        app = create_app(loaded, limits=limits, names=allow_host or ())
        typer.echo(f"{loaded.folder.name} at {_address(host, listener.getsockname()[1])} (Ctrl-C stops it)")
        if not _is_loopback(host):
            typer.echo("warning: whoever reaches this machine can use the server; it has no passwords.", err=True)
        try:
            create_server(app).run(sockets=[listener])
        except KeyboardInterrupt:
            stop()


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
