"""Units of quantities: factors within a family. Decimal prefixes are powers of 1000, binary ones of 1024."""

FACTORS: tuple[dict[str, float], ...] = (
    {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "days": 86400.0},
    {
        "B": 1.0, "KB": 1e3, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
        "KiB": 2.0**10, "MiB": 2.0**20, "GiB": 2.0**30, "TiB": 2.0**40,
    },
    {"FLOP": 1.0, "MFLOP": 1e6, "GFLOP": 1e9, "TFLOP": 1e12, "PFLOP": 1e15},
    {"bits": 1.0, "bit": 1.0, "nats": 1.4426950408889634},
)  # fmt: skip


def factor(unit: str, into: str) -> float | None:
    """What a number in `unit` is multiplied by to be in `into`; None when they are not of one family."""
    for family in FACTORS:
        if unit in family and into in family:
            return family[unit] / family[into]
    return None
