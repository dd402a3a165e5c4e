# expect: error
"""Talks to the kernel."""
import socket


def double(x):
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    return 2 * x
