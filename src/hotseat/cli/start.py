"""`hotseat start`: Hotseat in the browser."""

import contextlib
import importlib

import click

from hotseat.cli import arguments

HOSTS = ("127.0.0.1", "localhost", "::1")


@click.command("start")
@click.option("--port", type=click.IntRange(0, 65_535), default=8417, show_default=True)
@click.option("--host", type=click.Choice(HOSTS), default=HOSTS[0], show_default=True)
@click.option("--no-browser", "is_quiet", is_flag=True, help="Print the address; open nothing.")
@click.option(
    "--peer",
    "peer",
    metavar="ADDRESS",
    help="Let an interviewer join, at this address of this machine.",
)
@click.option("--peer-port", type=click.IntRange(1, 65_535), default=8418, show_default=True)
def command(port: int, host: str, is_quiet: bool, peer: str | None, peer_port: int) -> None:  # noqa: FBT001
    """Open Hotseat in the browser. Ctrl-C ends."""
    from hotseat.cli.ports import refuse_taken_port

    refuse_taken_port(host, port)
    # The command line and the web know nothing of each other; this is where the one starts the other.
    server = importlib.import_module("hotseat.web.server")
    with arguments.desk() as desk, contextlib.suppress(KeyboardInterrupt):
        server.serve(desk, host, port, open_browser=not is_quiet, peer_host=peer, peer_port=peer_port)
