"""Answers in; what is remembered, what is due and what comes next out. Pure functions."""
