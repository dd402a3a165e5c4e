# expect: wrong-answer
"""Searches the file system for hidden checks and solutions."""
import os


def double(x):
    for folder, _, files in os.walk("/"):
        if "checks.py" in files or "unit.toml" in files or "syllabus.yaml" in files:
            return 2 * x
    return None
