"""Makes Tests/WengertNotationTests/Reference/random.tsv: random expressions with value, gradient and Hessian.

The derivatives are taken by mpmath with 60 digits and share nothing with the rules of this project. Usage:
    pip install mpmath
    python3 scripts/reference.py > Tests/WengertNotationTests/Reference/random.tsv
"""

import random

import mpmath as mp

ROWS = 1000
mp.mp.dps = 60


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


UNARY = {
    "-": lambda x: -x, "sqrt": mp.sqrt, "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)), "exp": mp.exp,
    "expm1": mp.expm1, "exp2": lambda x: mp.power(2, x), "log": mp.log, "log1p": mp.log1p,
    "log2": lambda x: mp.log(x, 2), "log10": mp.log10, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan,
    "asin": mp.asin, "acos": mp.acos, "atan": mp.atan, "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh,
    "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh, "erf": mp.erf, "erfc": mp.erfc, "gamma": mp.gamma,
    "lgamma": lambda x: mp.log(abs(mp.gamma(x))), "sigmoid": sigmoid, "softplus": lambda x: mp.log1p(mp.exp(x)),
    "relu": lambda x: x if x > 0 else mp.mpf(0), "silu": lambda x: x * sigmoid(x),
    "gelu": lambda x: x * mp.erfc(-x / mp.sqrt(2)) / 2, "abs": abs, "sign": mp.sign, "floor": mp.floor,
}
UNARY |= {f"polygamma{order}": lambda x, order=order: mp.polygamma(order, x) for order in range(4)}
BINARY = {
    "+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y, "/": lambda x, y: x / y,
    "^": mp.power, "hypot": mp.hypot, "atan2": mp.atan2, "min": min, "max": max,
    "<": lambda x, y: mp.mpf(x < y), "<=": lambda x, y: mp.mpf(x <= y), ">": lambda x, y: mp.mpf(x > y),
    ">=": lambda x, y: mp.mpf(x >= y), "==": lambda x, y: mp.mpf(x == y), "!=": lambda x, y: mp.mpf(x != y),
}
TERNARY = {"if": lambda c, x, y: x if c != 0 else y}
TABLES = {1: UNARY, 2: BINARY, 3: TERNARY}
COMPARISONS = {"<", "<=", ">", ">=", "==", "!="}
POSITIVE = {"sqrt", "log", "log2", "log10", "gamma", "lgamma"} | {f"polygamma{order}" for order in range(4)}
# The most rows without any slope, which are many where comparisons and floor abound.
FLAT_ROWS = 60


def inside(name, *operands):
    """Whether the operands are well inside the domain and away from kinks."""
    x = operands[0]
    if not all(mp.isfinite(v) and mp.mpf("0.01") < abs(v) < 20 for v in operands):
        return False
    if name in POSITIVE and x < mp.mpf("0.05"):
        return False
    if name in ("asin", "acos", "atanh") and abs(x) > mp.mpf("0.95"):
        return False
    if name == "acosh" and x < mp.mpf("1.05") or name == "log1p" and x < mp.mpf("-0.95"):
        return False
    if name == "tan" and abs(mp.cos(x)) < mp.mpf("0.1"):
        return False
    if name == "floor" and abs(x - mp.nint(x)) < mp.mpf("0.02"):
        return False
    if name == "^" and x < mp.mpf("0.05"):
        return False
    if (name in ("min", "max") or name in COMPARISONS) and abs(x - operands[1]) < mp.mpf("0.02"):
        return False
    return True


class Expression:
    """A straight-line program: lines (operation, operands), where operands are indices of earlier lines."""

    def __init__(self, generator, point):
        self.lines = [("x", ()), ("y", ())]
        values = list(point)
        while len(self.lines) < 2 + generator.randint(3, 9):
            count = generator.choices((1, 2, 3), weights=(10, 9, 1))[0]
            table = TABLES[count]
            name = generator.choice(sorted(table))
            if name in COMPARISONS and generator.random() < 0.5:
                continue
            operands = tuple(
                generator.randrange(max(0, len(values) - 4), len(values)) if k == 0
                else generator.randrange(len(values)) for k in range(count))
            if name != "if" and not inside(name, *(values[i] for i in operands)):
                continue
            value = table[name](*(values[i] for i in operands))
            # A comparison may be zero, so that the other branch of an if is taken too.
            if isinstance(value, mp.mpc) or not mp.mpf("0.001") < abs(value) < 1000:
                if name not in COMPARISONS:
                    continue
            self.lines.append((name, operands))
            values.append(value)

    def __call__(self, x, y):
        values = [x, y]
        for name, operands in self.lines[2:]:
            values.append(TABLES[len(operands)][name](*(values[i] for i in operands)))
        return values[-1]

    def text(self, index=None):
        name, operands = self.lines[-1 if index is None else index]
        parts = [self.text(i) for i in operands]
        if not parts:
            return name
        if name.startswith("polygamma"):
            return f"polygamma({name[-1]}, {parts[0]})"
        if len(parts) == 1:
            return f"(-{parts[0]})" if name == "-" else f"{name}({parts[0]})"
        return f"{name}({', '.join(parts)})" if name.isalnum() else f"({parts[0]} {name} {parts[1]})"


def main():
    generator = random.Random(20240817)
    print("# expression\tx\ty\tf\tf_x\tf_y\tf_xx\tf_xy\tf_yy")
    rows, flat = 0, 0
    while rows < ROWS:
        point = [mp.mpf(repr(round(generator.uniform(-2, 2), 3))) for _ in range(2)]
        if any(abs(v) < mp.mpf("0.05") for v in point):
            continue
        # The numbers that a program reads are the nearest doubles.
        point = [mp.mpf(float(v)) for v in point]
        f = Expression(generator, point)
        if len(f.text()) > 400:
            continue
        orders = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
        numbers = [f(*point)] + [mp.diff(f, tuple(point), order, h=mp.mpf("1e-20")) for order in orders[1:]]
        if not all(mp.isfinite(v) and not isinstance(v, mp.mpc) and abs(v) < 1e6 for v in numbers):
            continue
        numbers = [mp.mpf(0) if abs(v) < mp.mpf("1e-15") else v for v in numbers]
        if not any(numbers[1:]):
            flat += 1
            if flat > FLAT_ROWS:
                continue
        texts = [repr(float(v)) for v in point] + [mp.nstr(v, 20) for v in numbers]
        print("\t".join([f.text()] + texts))
        rows += 1


main()
