"""The only place that reads the clock, and where on Earth it hangs."""

from datetime import UTC, datetime, timedelta, tzinfo


class MachineZone(tzinfo):
    """The time zone of this machine with its daylight saving: a day of the candidate begins at midnight here."""

    def utcoffset(self, at: datetime | None, /) -> timedelta | None:
        """As the machine has it at that moment."""
        return None if at is None else at.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, at: datetime | None, /) -> timedelta | None:
        """Not told apart from the offset."""
        return None

    def tzname(self, at: datetime | None, /) -> str | None:
        """As the machine calls it."""
        return None if at is None else at.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, at: datetime, /) -> datetime:
        """The wall clock at that moment; fold tells the second of two equal hours in autumn."""
        there = at.replace(tzinfo=UTC).astimezone()
        here = there.replace(tzinfo=self)
        return here if here.utcoffset() == there.utcoffset() else here.replace(fold=1)


ZONE = MachineZone()


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def local(at: datetime) -> datetime:
    """A moment on the wall clock of this machine."""
    return at.astimezone(ZONE)
