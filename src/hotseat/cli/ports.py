"""Whether a port is free, and which one is."""

import socket

from hotseat.model.errors import WrongInput

MOST_TRIES = 50


def refuse_taken_port(host: str, port: int) -> None:
    """Raise WrongInput, naming the next free port, when the port cannot be listened on."""
    problem = _problem(host, port)
    if problem is None:
        return
    free = next(
        (each for each in range(port + 1, min(port + MOST_TRIES, 65_536)) if not _problem(host, each)), None
    )
    fix = (
        f"Free: hotseat start --port {free}"
        if free
        else "Choose another host: hotseat start --host 127.0.0.1"
    )
    raise WrongInput(f"Hotseat cannot listen there: {problem}.", f"{host}:{port}", fix)


def _problem(host: str, port: int) -> str | None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return None
