"""Moments as they are stored: UTC, as text that sorts."""

from datetime import UTC, datetime


def stamp(at: datetime) -> str:
    """The stored form. Raises ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a stored moment needs its time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """The moment of a stamp."""
    return datetime.fromisoformat(text)
