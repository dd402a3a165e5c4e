"""Where a learner's data lives: one directory with the database in it."""

import os
from pathlib import Path

from hotseat.model.errors import HotseatError

DATABASE = "hotseat.sqlite3"
CHOOSE = "Make it writable, or set HOTSEAT_HOME to another directory."


def find_home(home: Path | None = None) -> Path:
    """The given directory, else HOTSEAT_HOME, else the user's data directory. Not created."""
    if home is not None:
        return home.expanduser()
    if named := os.environ.get("HOTSEAT_HOME"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("hotseat", appauthor=False)


def make_home(home: Path) -> Path:
    """Create the directory, readable by its owner alone, where it is missing."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        fix = "Move that file, or set HOTSEAT_HOME to another directory."
        raise HotseatError("A file is where the data directory should be.", str(home), fix) from error
    except OSError as error:
        raise HotseatError(
            f"The data directory cannot be created: {error.strerror}.", str(home), CHOOSE
        ) from error
    return home
