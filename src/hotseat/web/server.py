"""Serving the app on this machine's loopback address."""

import socket
import threading
import webbrowser

import uvicorn

from hotseat.model.errors import HotseatError
from hotseat.practice.desk import Desk
from hotseat.web.app import create_app

HOSTS = ("127.0.0.1", "localhost", "::1")


def serve(
    desk: Desk,
    host: str = "127.0.0.1",
    port: int = 8417,
    *,
    open_browser: bool = True,
    peer_host: str | None = None,
    peer_port: int = 8418,
) -> str:
    """Serve until interrupted; prints the address, and returns it at the end.

    port 0 takes a free one. peer_host: where an interviewer may join, on the local network.
    Raises HotseatError for an address that is not this machine's own, or a port in use.
    """
    if host not in HOSTS:
        raise HotseatError(
            "Hotseat only listens on this machine.", f"host {host}", f"Use one of: {', '.join(HOSTS)}."
        )
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/"
    print(f"Hotseat is at {address}  (Ctrl+C ends it)", flush=True)
    if open_browser:
        threading.Timer(0.4, webbrowser.open, [address]).start()
    app = create_app(desk)
    if peer_host is not None:
        app.state.peer_address = open_door(desk, peer_host, peer_port)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3)
    uvicorn.Server(config).run(sockets=[listener])
    return address


def open_door(desk: Desk, host: str, port: int) -> str:
    """Serve the interviewer's side in a thread of its own; prints and returns its address."""
    from hotseat.web.peer_app import create_peer_app

    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/"
    config = uvicorn.Config(create_peer_app(desk.peering), log_level="warning", server_header=False)
    threading.Thread(
        target=uvicorn.Server(config).run, kwargs={"sockets": [listener]}, daemon=True, name="hotseat-peer"
    ).start()
    print(f"An interviewer joins at {address} with the code {desk.peering.code}", flush=True)
    return address


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)  # a browser that comes before the app is up waits instead of being refused
    except OSError as error:
        listener.close()
        fix = f"Choose another: hotseat start --port {port + 1}"
        raise HotseatError(f"Port {port} cannot be used: {error.strerror}.", f"{host}:{port}", fix) from error
    return listener
