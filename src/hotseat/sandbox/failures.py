"""What can go wrong with a candidate's process, and what a call brings back."""

from dataclasses import dataclass, field

from hotseat.model.errors import HotseatError


class SandboxError(HotseatError):
    """The platform failed: no child could be started, or a layer that was asked for is not there."""


class Unsendable(TypeError):
    """A value that does not fit the protocol: too deep, too many parts, too large."""


@dataclass(frozen=True)
class Handle:
    """A value that stays in the child: an instance, a function, a module. The same object has the same id."""

    id: int
    type_name: str


@dataclass(frozen=True)
class Returned:
    """A call's result. mutated: arguments that changed during the call; forbidden: blocked names that were used.

    attributes: the small fitted attributes (`labels_`) that the called method's object has now, to spare reading them.
    """

    value: object
    mutated: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    attributes: dict[str, object] = field(default_factory=dict)


class SandboxFailure(Exception):
    """The candidate's process did not answer as it should."""


class CandidateRaised(SandboxFailure):
    """The candidate's code raised. traceback: its own lines only; line: the last of them, in its file."""

    def __init__(self, type_name: str, message: str, traceback: str = "", line: int | None = None) -> None:
        super().__init__(f"{type_name}: {message}")
        self.type_name = type_name
        self.message = message
        self.traceback = traceback
        self.line = line


class CandidateTimeout(SandboxFailure):
    """No answer within the time allowed."""


class CandidateMemory(SandboxFailure):
    """The memory limit was reached."""


class CandidateDied(SandboxFailure):
    """The process ended. reason: how, in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CandidateForbidden(SandboxFailure):
    """Something that the unit forbids was used. what: its dotted name; line: in the candidate's file."""

    def __init__(self, what: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


class ProtocolError(SandboxFailure):
    """A reply that cannot be read; never a pass."""
