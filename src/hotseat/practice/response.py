"""What a candidate hands in: read from a file or a form, and refused when it cannot be a program."""

from pathlib import Path

from hotseat.model.errors import WrongInput

MAX_BYTES = 1_000_000
TOO_LARGE = "Hand in one Python file of at most 1 MB; data does not belong in it."


def read_response(path: Path, *, missing: str = "") -> str:
    """The text of a file. Raises WrongInput when it is missing, a directory, too large, or not text.

    missing: what to do when there is no such file.
    """
    try:
        if path.is_dir():
            raise WrongInput("This is a directory.", str(path), "Name the Python file in it.")
        if not path.exists():
            raise WrongInput("There is no such file.", str(path), missing or "Check the name.")
        if not path.is_file():
            raise WrongInput("This is not a regular file.", str(path), "Name a Python file.")
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        size = path.stat().st_size
    except OSError as error:
        raise WrongInput(
            f"The file cannot be read: {error.strerror}.", str(path), "Check its permissions."
        ) from error
    if len(content) > MAX_BYTES:
        raise WrongInput(f"The file is too large: {size / 1e6:.1f} MB.", str(path), TOO_LARGE)
    return check_response(_decoded(content, str(path)), str(path))


def check_response(text: str, where: str = "") -> str:
    """The text itself, with Unix line ends. Raises WrongInput when it is empty, too large, or no text."""
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        what = "The response holds half of a UTF-16 pair, which is no character."
        raise WrongInput(what, where, f"Look near character {error.start}.") from error
    if size > MAX_BYTES:
        raise WrongInput(f"The response is too large: {size / 1e6:.1f} MB.", where, TOO_LARGE)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise WrongInput(f"Line {line} holds a NUL byte.", where, "Save the file as plain UTF-8 text.")
    if not text.strip():
        raise WrongInput("The response is empty.", where, "Write the code first.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise WrongInput(f"Line {line} is not UTF-8 text.", where, "Save the file as UTF-8.") from error
