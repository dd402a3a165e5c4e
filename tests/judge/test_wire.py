"""Messages between the server and its examiners arrive whole, however the socket cuts them."""

import socket

import pytest

from hotseat.judge.wire import Done, send_all, unpacked
from hotseat.model.verdict import CheckResult, Outcome, Verdict

SENT = [
    ("check", CheckResult("one", Outcome.PASSED, "", True)),
    ("check", CheckResult("two", Outcome.WRONG_ANSWER, "Off by one.", False)),
    ("done", Done(Verdict.WRONG_ANSWER, "Off by one.", "printed", "")),
]


def as_bytes() -> bytes:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send_all(ours, SENT)
        return theirs.recv(1 << 16)


@pytest.mark.parametrize("size", [1, 7, 50, 1 << 16])
def test_messages_cut_anywhere_come_out_whole_and_in_order(size: int) -> None:
    data, waiting, found = as_bytes(), bytearray(), []
    for start in range(0, len(data), size):
        waiting += data[start : start + size]
        found += unpacked(waiting)
    assert found == SENT
    assert not waiting


def test_a_kind_that_nobody_sends_is_refused() -> None:
    data = bytearray(as_bytes())
    data[4] = 99
    with pytest.raises(ConnectionError):
        unpacked(data)
