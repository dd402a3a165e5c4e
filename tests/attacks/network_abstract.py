# expect: error
"""An abstract socket needs no file."""
import socket


def double(x):
    link = socket.socket(socket.AF_UNIX)
    link.connect("\0hotseat-attack-canary")
    return 2 * x
