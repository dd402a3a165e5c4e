"""The record of attempts, and what is kept beside it."""
