"""A private /tmp must not hide an environment that was made below /tmp."""

import shutil
import subprocess
import venv
from pathlib import Path

import msgspec
import numpy as np
import pytest

from hotseat.sandbox.tier import Tier, why_not

PROGRAM = """
from hotseat.sandbox import Connection, Sandbox, Tier
sandbox = Sandbox(tier=Tier("A"))
connection = Connection(sandbox.spawn("numpy"))
source = '''
import os
def f():
    import numpy.polynomial
    with open("/tmp/mine", "w") as file:
        file.write("x")
    try:
        open(numpy.__file__, "a")
    except OSError:
        return numpy.__file__, sorted(os.listdir("/tmp"))
'''
connection.load(source, filename="x.py", forbids=[], memory_mb=256, seed=1, timeout_s=10, runtime="numpy")
print(connection.call(0, "f", (), {}, seed=1, timeout_s=5).value)
"""


@pytest.mark.skipif(why_not(Tier.A) is not None, reason="no tier A here")
def test_an_environment_below_tmp_works_in_tier_a(tmp_path: Path) -> None:
    if not tmp_path.is_relative_to("/tmp"):
        pytest.skip("the tests' folder is not below /tmp")
    venv.create(tmp_path / "venv", with_pip=False)
    packages = next((tmp_path / "venv" / "lib").glob("python3*")) / "site-packages"
    for module in (np, msgspec):
        place = Path(module.__file__).parent
        for folder in (place, place.with_name(f"{place.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, packages / folder.name, ignore=shutil.ignore_patterns("tests"))
    source = str(Path(__file__).parents[2] / "src")
    program = f"import sys; sys.path.insert(0, {source!r})\n{PROGRAM}"
    done = subprocess.run(
        [tmp_path / "venv" / "bin" / "python", "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert str(packages / "numpy" / "__init__.py") in done.stdout, done.stderr
    assert "'mine'" in done.stdout
