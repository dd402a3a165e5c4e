"""The learner's accepted solutions as a repository: code, tests that run without Hotseat, results, a table of them.

A marker file records what was written, with the hash of each file's content. Writing again replaces what still has
that hash; a file that was edited or added by hand is left as it is, and named.
"""

import hashlib
import json
import re
import shutil
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from hotseat.model.attempt import CODING, Attempt
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import Outcome, Verdict
from hotseat.practice import clock
from hotseat.practice.desk import Desk
from hotseat.practice.standalone_tests import module_name, shown_as_tests
from hotseat.practice.worksheet import statement

MARKER = ".hotseat-portfolio.json"
EXPECTATIONS = Path(__file__).parent / "templates" / "portfolio" / "expectations.py.txt"
MOST_ATTEMPTS = 100_000
LIBRARIES = {
    "numpy": "numpy",
    "pandas": "pandas",
    "scipy": "scipy",
    "sklearn": "scikit-learn",
    "torch": "torch",
}
IGNORED = "__pycache__/\n*.py[cod]\n.pytest_cache/\n.venv/\n"
PYTEST = '[tool.pytest.ini_options]\naddopts = "--import-mode=importlib"\npythonpath = ["."]\n'
INTRO = """# Machine-learning algorithms from scratch

My solutions to {count} practised for interviews with Hotseat. Each was accepted by hidden
checks (properties, generated inputs, independent implementations) in a sandbox. The tests here are the checks that the
problem showed; they need nothing but pytest and the libraries:

    pip install -r requirements.txt
    pytest

"""


@dataclass(frozen=True)
class Solved:
    """A problem with the last attempt at it that was accepted."""

    unit: CodingUnit
    attempt: Attempt


@dataclass
class Written:
    """What became of the files. kept: edited or added by hand, so left; missing: solved problems the bank lacks now."""

    problems: int = 0
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def write_portfolio(desk: Desk, folder: Path, *, with_git: bool = False) -> Written:
    """Write or update the repository. Raises WrongInput when the folder holds something else, or nothing is solved."""
    recorded = _recorded(folder)
    report = Written()
    solved = list(_solved(desk, report.missing))
    if not solved:
        raise WrongInput("No problem is solved yet.", "", "Begin: hotseat list")
    report.problems = len(solved)
    hashes = dict(recorded)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in _files(desk, solved).items():
            hashes[name] = _put(folder, name, data, recorded.get(name), report)
        marker = {"format": 1, "files": {name: value for name, value in sorted(hashes.items()) if value}}
        _replace(folder / MARKER, (json.dumps(marker, indent=1) + "\n").encode())
        if with_git:
            _init(folder)
    except OSError as error:
        fix = "Name another folder, or free some space."
        raise HotseatError(f"The portfolio cannot be written: {error.strerror}.", str(folder), fix) from error
    return report


def _recorded(folder: Path) -> dict[str, str]:
    """What an earlier portfolio wrote; nothing for a new one. Raises WrongInput for a folder of something else."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise WrongInput("There is a file of that name.", str(folder), "Name another folder.")
    marker = folder / MARKER
    if not marker.exists():
        if any(each.name != ".git" for each in folder.iterdir()):
            fix = "Name an empty folder, or one that `hotseat portfolio` wrote."
            raise WrongInput("The folder holds something else.", str(folder), fix)
        return {}
    try:
        files = json.loads(marker.read_text(encoding="utf-8"))["files"]
        return {str(name): str(value) for name, value in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        fix = "Take the file back from git, or write into a new folder."
        raise WrongInput("The list of what was written here cannot be read.", str(marker), fix) from error


def _solved(desk: Desk, missing: list[str]) -> list[Solved]:
    """Every solved problem that the bank still has, by slug."""
    known = {line.unit.slug for line in desk.problems()}
    latest: dict[str, str] = {}
    for line in desk.history(limit=MOST_ATTEMPTS):
        if line.verdict is Verdict.ACCEPTED:
            latest.setdefault(line.unit, line.id)
    missing += sorted(set(latest) - known)
    sealed = desk.seal.since(CODING)  # what a running interview asks is written next time
    return [
        Solved(desk.problem(slug), desk.attempt(latest[slug]))
        for slug in sorted(latest)
        if slug in known and slug not in sealed
    ]


def _files(desk: Desk, solved: list[Solved]) -> dict[str, bytes]:
    """The content of every file by its path."""
    files: dict[str, str] = {
        "README.md": _readme(desk, solved),
        "expectations.py": EXPECTATIONS.read_text(encoding="utf-8"),
        "pyproject.toml": PYTEST,
        ".gitignore": IGNORED,
    }
    for each in solved:
        name, slug = module_name(each.unit.slug), each.unit.slug
        files[f"{slug}/{name}.py"] = each.attempt.response
        files[f"{slug}/test_{name}.py"] = shown_as_tests(each.unit, each.attempt.judgement.seed)
        files[f"{slug}/README.md"] = _notes(each)
        files[f"{slug}/result.json"] = json.dumps(_result(each.attempt), indent=2) + "\n"
    files["requirements.txt"] = _requirements(
        "\n".join(text for name, text in files.items() if name.endswith(".py"))
    )
    return {name: text.encode("utf-8") for name, text in files.items()}


def _put(folder: Path, name: str, data: bytes, recorded: str | None, report: Written) -> str:
    """Write one file, unless it is the user's own by now. Returns the hash to record; empty for none."""
    path = folder / name
    fresh = hashlib.sha256(data).hexdigest()
    is_linked = any(
        each.is_symlink() for each in (path, *path.parents) if each != folder and folder in each.parents
    )
    if is_linked or (path.exists() and not path.is_file()):
        report.kept.append(name)
        return recorded or ""
    if path.exists():
        there = hashlib.sha256(path.read_bytes()).hexdigest()
        if there == fresh:
            report.unchanged.append(name)
            return fresh
        if there != recorded:
            report.kept.append(name)
            return recorded or ""
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, data)
    report.written.append(name)
    return fresh


def _replace(path: Path, data: bytes) -> None:
    """The whole file or the old one."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _init(folder: Path) -> None:
    git = shutil.which("git")
    if git is None:
        raise HotseatError(
            "git is not installed; the files are written.", str(folder), "Install git, or leave out --git."
        )
    if (folder / ".git").exists():
        return
    done = subprocess.run([git, "init", "--quiet", str(folder)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise HotseatError(
            f"git init failed: {said[0]}", str(folder), "The files are written; run git init yourself."
        )


def _readme(desk: Desk, solved: list[Solved]) -> str:
    areas: defaultdict[str, list[Solved]] = defaultdict(list)
    for each in solved:
        areas[each.unit.area].append(each)
    count = f"{len(solved)} problem{'s' * (len(solved) != 1)}"
    parts = [INTRO.format(count=count)]
    for area in desk.syllabus().areas:
        if area.id in areas:
            rows = "\n".join(_row(each) for each in areas[area.id])
            parts.append(
                f"## {area.name}\n\n| problem | task | solved | CPU time |\n|---|---|---|---|\n{rows}\n\n"
            )
    parts.append(
        "CPU time is measured against a reference solution on the largest inputs; 1 is as quick as it.\n"
    )
    return "".join(parts)


def _row(each: Solved) -> str:
    title = each.unit.title.replace("|", "\\|")
    day = clock.local(each.attempt.at).date().isoformat()
    return f"| [{title}]({each.unit.slug}/) | {each.unit.task}, {each.unit.level} | {day} | {_speed(each.attempt)} |"


def _speed(attempt: Attempt) -> str:
    found = attempt.efficiency
    if found is None:
        return ""
    times = f"{found.ratio:.2g} x the reference"
    return f"{times}, {found.speedup:.0f} x faster than the starter" if found.speedup else times


def _notes(each: Solved) -> str:
    checks = sum(check.outcome is Outcome.PASSED for check in each.attempt.judgement.checks)
    day = clock.local(each.attempt.at).date().isoformat()
    facts = [
        f"Accepted on {day}: {checks} checks passed, seed {each.attempt.judgement.seed}.",
        f"CPU time: {_speed(each.attempt)}." if each.attempt.efficiency else "",
        f"The tests are those that the problem showed: `pytest {each.unit.slug}`.",
    ]
    said = "\n".join(fact for fact in facts if fact)
    return f"# {statement(each.unit).strip()}\n\n{said}\n"


def _result(attempt: Attempt) -> dict[str, object]:
    found = attempt.efficiency
    return {
        "verdict": attempt.verdict.value,
        "at": attempt.at.isoformat(),
        "seed": attempt.judgement.seed,
        "checks_passed": sum(check.outcome is Outcome.PASSED for check in attempt.judgement.checks),
        "cpu_time_ratio": None if found is None else round(found.ratio, 3),
        "speedup": None if found is None or found.speedup is None else round(found.speedup, 1),
    }


def _requirements(code: str) -> str:
    """Pytest and the libraries that the code imports, at the versions that are installed here."""
    named = set(re.findall(r"^\s*(?:import|from)\s+(\w+)", code, re.MULTILINE))
    wanted = ["pytest", *sorted(LIBRARIES[name] for name in named & set(LIBRARIES))]
    return "".join(f"{_pinned(name)}\n" for name in wanted)


def _pinned(name: str) -> str:
    try:
        return f"{name}=={metadata.version(name).partition('+')[0]}"
    except metadata.PackageNotFoundError:
        return name
