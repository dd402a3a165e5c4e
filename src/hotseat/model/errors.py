"""The one error that people read: what happened, where, and how to fix it."""


class HotseatError(Exception):
    """An error with its sentence; CLI and web render the same three lines.

    what: the fact, ends with a full stop. where: file:line, address or command; may be empty. fix: what to do
    next.
    """

    def __init__(self, what: str, where: str = "", fix: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.fix = fix

    def lines(self) -> list[str]:
        """The error as it is printed, one to three lines."""
        head = f"{self.where}  {self.what}" if self.where else self.what
        return [head, f"  {self.fix}"] if self.fix else [head]


class WrongInput(HotseatError):
    """Somebody asked for what is not there or gave what cannot be used; nothing of Hotseat's failed."""


class Sealed(WrongInput):
    """Something that belongs to a mock interview under way, and opens when that ends. loop: its id."""

    def __init__(self, loop: str) -> None:
        what = "This is in your running interview; it opens when that ends."
        super().__init__(what, "", "Go on with the interview, or leave it, in the browser under Interviews.")
        self.loop = loop
