# expect: error
"""Wraps the judge's socket to pass descriptors over it."""
import array
import socket


def double(x):
    link = socket.socket(fileno=3)
    link.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))])
    return 2 * x
