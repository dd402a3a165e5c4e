"""One gradient-descent step on a quadratic in two variables with a cross term."""

from hotseat.drills import Exercise, vector


def signed(times, name):
    size = "" if abs(times) == 1 else str(abs(times))
    return f"{'-' if times < 0 else '+'} {size}{name}"


def in_brackets(value):
    return f"({value})" if value < 0 else f"{value}"


def make(rng):
    a, b = int(rng.integers(1, 5)), int(rng.integers(1, 5))
    c = int(rng.choice([each for each in (-3, -2, -1, 1, 2, 3) if each * each < 4 * a * b]))
    d = int(rng.choice([-6, -4, -2, 2, 4, 6]))
    x, y = int(rng.choice([-2, -1, 1, 2, 3])), int(rng.choice([-2, -1, 1, 2, 3]))
    rate = float(rng.choice([0.05, 0.1, 0.2]))
    gx, gy = 2 * a * x + c * y + d, 2 * b * y + c * x
    new = [x - rate * gx, y - rate * gy]
    function = f"{'' if a == 1 else a}x^2 {signed(b, 'y^2')} {signed(c, 'xy')} {signed(d, 'x')}"
    return Exercise(
        ask=(
            f"$f(x, y) = {function}$. You start at $(x, y) = ({x}, {y})$ and take **one** step of gradient descent "
            f"with learning rate **{rate}**. Where are you then? Give $[x, y]$ to two decimals."
        ),
        answer=vector(new, within=0.005),
        steps=[
            f"∂f/∂x = {2 * a}x {signed(c, 'y')} {'-' if d < 0 else '+'} {abs(d)} = {gx} at ({x}, {y}).",
            f"∂f/∂y = {2 * b}y {signed(c, 'x')} = {gy} at ({x}, {y}).",
            f"x: {x} − {rate} × {in_brackets(gx)} = {new[0]:.2f}. y: {y} − {rate} × {in_brackets(gy)} = {new[1]:.2f}.",
            f"So **[{new[0]:.2f}, {new[1]:.2f}]**.",
        ],
        slips={
            "went up the gradient instead of down": [x + rate * gx, y + rate * gy],
            "gave the gradient itself": [gx, gy],
            "left out the learning rate": [x - gx, y - gy],
            "used the new x when computing the gradient in y": [new[0], y - rate * (2 * b * y + c * new[0])],
            "forgot the 2 from the squares": [x - rate * (a * x + c * y + d), y - rate * (b * y + c * x)],
            "left the cross term out of the gradient": [x - rate * (2 * a * x + d), y - rate * 2 * b * y],
        },
        facts={"squares": [a, b], "cross": c, "linear": d, "start": [x, y], "rate": rate},
    )
