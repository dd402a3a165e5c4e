# expect: error
"""Connects to a service of this machine."""
import socket


def double(x):
    with socket.create_connection(("127.0.0.1", 47613), timeout=0.5):
        return 2 * x
