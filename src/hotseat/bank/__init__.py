"""Folders of the bank in; units, the syllabus, or findings with file and line out."""
