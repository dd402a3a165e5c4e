"""Answers in prose, graded offline against authored rubrics: gates, claims, terms, and "cannot tell"."""

from hotseat.grader.assess import assess as assess
from hotseat.grader.assess import total as total
