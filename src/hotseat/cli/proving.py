"""Findings about units, printed as they come."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from hotseat.cli import arguments
from hotseat.cli.terminal import complain, harmless, say, tell, then
from hotseat.model.finding import Finding
from hotseat.practice.prove import check_units, not_run, unit_folders


def check_paths(paths: Sequence[Path], *, seeds: int, jobs: int | None, is_json: bool) -> int:
    """Check units and print every finding. Returns the exit code."""
    folders = unit_folders(paths)
    found: list[Finding] = []

    def hear(finding: Finding) -> None:
        found.append(finding)
        if not is_json:
            say("\n".join(harmless(line) for line in finding.lines()))

    tell(
        f"Checking {len(folders)} unit{'s' * (len(folders) != 1)} with {seeds} seed{'s' * (seeds != 1)} each."
    )
    check_units(folders, seeds, jobs, hear)
    if is_json:
        arguments.print_json([asdict(each) for each in found])
        return 1 if found else 0
    if left_out := not_run(folders):
        tell(f"Only read, not run, because PyTorch is not installed: {', '.join(left_out)}.")
        tell("  Install it once: pip install 'hotseat[torch]'")
    units = f"{len(folders)} unit{'s' * (len(folders) != 1)}"
    if not found:
        tell(f"{units}: nothing found.")
        return 0
    complain([f"{units}: {len(found)} finding{'s' * (len(found) != 1)}."])
    then(f"hotseat check {folders[0]}" if len(folders) == 1 else "hotseat check PATH")
    return 1
