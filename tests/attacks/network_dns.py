# expect: error
"""Sends data out in a name look-up."""
import socket


def double(x):
    socket.getaddrinfo("answer.example.org", 80)
    return 2 * x
