# expect: error
"""Waits for instructions."""
import socket


def double(x):
    server = socket.socket()
    server.bind(("0.0.0.0", 0))
    server.listen()
    return 2 * x
