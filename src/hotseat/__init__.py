"""Hotseat: every round of the machine-learning-engineer interview, graded by running what you hand in."""

__version__ = "0.1.0"
