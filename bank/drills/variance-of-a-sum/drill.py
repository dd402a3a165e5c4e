"""Var(aX + bY) from standard deviations and correlation."""

from hotseat.drills import Exercise, number


def make(rng):
    a = int(rng.integers(1, 4))
    b = int(rng.choice([-3, -2, -1, 1, 2, 3]))
    sx, sy = int(rng.integers(1, 7)), int(rng.integers(1, 7))
    rho = float(rng.choice([-0.8, -0.6, -0.5, -0.4, -0.2, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8]))
    covariance = rho * sx * sy
    own = a * a * sx * sx + b * b * sy * sy
    cross = 2 * a * b * covariance
    value = own + cross
    first = "X" if a == 1 else f"{a}X"
    second = "Y" if abs(b) == 1 else f"{abs(b)}Y"
    total = f"{first} {'-' if b < 0 else '+'} {second}"
    return Exercise(
        ask=(
            f"$X$ has a standard deviation of **{sx}**, $Y$ one of **{sy}**, and their correlation is **{rho}**. "
            f"What is the variance of $Z = {total}$? Give it to two decimals."
        ),
        answer=number(value, within=0.01),
        steps=[
            f"Covariance: {rho} × {sx} × {sy} = {covariance:.2f}.",
            f"Own parts: a²Var(X) + b²Var(Y) = {a * a} × {sx * sx} + {b * b} × {sy * sy} = {own}.",
            f"Cross part, with a = {a} and b = {b}: 2ab Cov(X, Y) = {2 * a * b} × ({covariance:.2f}) = {cross:.2f}.",
            f"Var(Z) = {own} {'-' if cross < 0 else '+'} {abs(cross):.2f} = **{value:.2f}**.",
        ],
        slips={
            "left out the covariance, as if the two were independent": own,
            "counted the covariance once instead of twice": own + cross / 2,
            "took the wrong sign for the cross term": own - cross,
            "used the correlation where the covariance belongs": own + 2 * a * b * rho,
            "did not square the factors of X and Y": a * sx * sx + b * sy * sy + cross,
            "added standard deviations instead of variances": a * sx + abs(b) * sy,
        },
        facts={"a": a, "b": b, "sx": sx, "sy": sy, "rho": rho},
    )
