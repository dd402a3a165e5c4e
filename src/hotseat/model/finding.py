"""What is wrong with a file that somebody wrote: collected, then shown all at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.model.errors import HotseatError


@dataclass(frozen=True, order=True)
class Finding:
    """One fault of one file. line: from 1; 0 when it concerns the whole file."""

    file: str
    line: int
    what: str
    fix: str = ""

    def where(self) -> str:
        """file:line as editors and terminals understand it."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def lines(self) -> list[str]:
        """As it is printed, one or two lines."""
        return HotseatError(self.what, self.where(), self.fix).lines()


class Refused(HotseatError):
    """Something was not taken because of its findings, which are all here."""

    def __init__(self, what: str, where: str, fix: str, findings: Sequence[Finding]) -> None:
        super().__init__(what, where, fix)
        self.findings = tuple(findings)

    def lines(self) -> list[str]:
        """The error, then every finding."""
        return [*super().lines(), *(line for each in self.findings for line in each.lines())]
