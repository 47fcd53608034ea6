"""Records what the Python package makes of random ScanSpecs, for `node parity/scanspec.mjs FOLDER`.

    python -m venv .venv && .venv/bin/pip install -r parity/scanspec/requirements.txt
    .venv/bin/python parity/scanspec/record.py FOLDER COUNT SEED

Specs are nested at random up to four levels deep and written as JSON, wrong ones among them: what the package refuses, at whatever stage,
is recorded with its exception. The same COUNT and SEED give the same cases.
"""

import json
import os
import random
import sys
import warnings

import numpy as np
from scanspec.specs import Spec

AXES = ["x", "y", "z", "t", "energy"]
MAX_FRAMES = 1500


class RandomSpec:
    """Draws specs in their JSON form. `wrong` is the chance that a leaf is malformed or an axis is used twice."""

    def __init__(self, seed, wrong):
        self.draw = random.Random(seed)
        self.wrong = wrong

    def number(self, low=-5.0, high=5.0):
        return round(self.draw.uniform(low, high), self.draw.choice([0, 1, 2, 6]))

    def flag(self):
        return self.draw.random() < 0.5

    def split(self, axes):
        at = self.draw.randint(1, len(axes) - 1)
        parts = (axes[:at], axes[at:])
        if self.draw.random() < self.wrong:
            return axes, axes
        return parts

    def leaf(self, axis):
        kind = self.draw.choice(["Linspace", "Linspace", "Static", "Range"])
        if kind == "Linspace":
            spec = {"type": kind, "axis": axis, "start": self.number(), "stop": self.number(), "num": self.draw.randint(1, 5)}
        elif kind == "Static":
            spec = {"type": kind, "axis": axis, "value": self.number(), "num": self.draw.choice([1, 1, 2, 3])}
        else:
            spec = {"type": kind, "axis": axis, "start": self.number(-2, 2), "stop": self.number(-2, 2)}
            if self.draw.random() < 0.8:
                spec["step"] = self.draw.choice([0.1, 0.25, 0.3, 0.5, 1.0, 0.7])
        return self.spoilt(spec)

    def spoilt(self, spec):
        if self.draw.random() >= self.wrong:
            return spec
        fault = self.draw.choice(["num", "missing", "extra", "type", "step"])
        if fault == "missing":
            spec.pop(self.draw.choice([key for key in spec if key not in ("num", "step")]))
        else:
            spec[fault] = {"num": 0, "extra": 1, "type": "Line", "step": -0.5}[fault]
        return spec

    def area(self, x, y):
        kind = self.draw.choice(["Spiral", "Ellipse", "Polygon"])
        spec = {"type": kind, "x_axis": x, "y_axis": y, "x_step": self.draw.choice([0.4, 0.5, 0.75, 0.9])}
        if kind == "Polygon":
            count = self.draw.randint(1, 7)
            spec["vertices"] = [[self.number(-2, 2), self.number(-2, 2)] for _ in range(count)]
        else:
            spec |= {"x_centre": self.number(), "x_diameter": self.number(0, 4), "y_centre": self.number()}
            if self.flag():
                spec["y_diameter"] = self.number(-0.3, 4)
        if kind != "Spiral":
            spec |= {"snake": self.flag(), "vertical": self.flag()}
            if self.flag():
                spec["y_step"] = self.draw.choice([0.3, 0.6, 1.1])
        return spec

    def spec(self, axes, depth):
        """A spec that moves all of `axes`."""
        if depth == 0 or (len(axes) < 3 and self.draw.random() < 0.2):
            if len(axes) == 1:
                return self.leaf(axes[0])
            if len(axes) == 2:
                return self.area(*axes)
        kinds = ["Snake", "Squash", "Fly", "Concat", "Repeat", "Timed"]
        if len(axes) > 1:
            kinds += ["Product"] * 6 + ["Zip"] * 3
        return self.compound(self.draw.choice(kinds), axes, max(depth - 1, 0))

    def compound(self, kind, axes, depth):
        if kind == "Product":
            outer, inner = self.split(axes)
            spec = {"type": kind, "outer": self.spec(outer, depth), "inner": self.spec(inner, depth)}
        elif kind == "Repeat":
            sides = [self.draw.choice([0, 1, 2, 3]), self.spec(axes, depth)]
            self.draw.shuffle(sides)
            spec = {"type": "Product", "outer": sides[0], "inner": sides[1], "gap": self.flag()}
        elif kind == "Zip":
            spec = self.zip(*self.split(axes), depth)
        elif kind == "Concat":
            # The axes may come in another order on the right.
            spec = {"type": kind, "left": self.spec(axes, depth), "right": self.spec(self.draw.sample(axes, len(axes)), depth)}
            spec |= {"gap": self.flag(), "check_path_changes": self.flag()}
        elif kind == "Timed":
            spec = {"type": "ConstantDuration", "constant_duration": self.number(0, 1), "spec": self.spec(axes, depth)}
        else:
            spec = {"type": kind, "spec": self.spec(axes, depth)}
            if kind == "Squash":
                spec["check_path_changes"] = self.flag()
        return spec

    def zip(self, left, right, depth):
        """Mostly sides that fit: the same number of frames, or one frame on the right, or only a duration."""
        how = self.draw.choice(["same", "same", "single", "duration", "any"])
        if how == "any" or len(left) > 1 or len(right) > 1:
            return {"type": "Zip", "left": self.spec(left, depth), "right": self.spec(right, depth)}
        if how == "duration":
            inner = {"type": "ConstantDuration", "constant_duration": self.number(0, 1)}
            pair = {"type": "Product", "outer": self.leaf(right[0]), "inner": self.leaf(left[0])}
            return {"type": "Zip", "left": pair, "right": inner}
        num = self.draw.randint(1, 5)
        sides = [{"type": "Linspace", "axis": side[0], "start": self.number(), "stop": self.number(), "num": num} for side in (left, right)]
        if how == "single":
            sides[1]["num"] = 1
        if self.flag():
            sides = [{"type": "Snake", "spec": side} if self.draw.random() < 0.9 else side for side in sides]
        return {"type": "Zip", "left": sides[0], "right": sides[1]}

    def whole(self):
        axes = self.draw.sample(AXES, self.draw.choice([1, 2, 2, 3, 3, 4]))
        return self.spec(axes, self.draw.randint(1, 4))


def arrays(per_axis):
    return {axis: [float(value) for value in values] for axis, values in per_axis.items()}


def recorded(name, spec, bounds):
    """One case; `None` where the scan is too long to be worth a file."""
    case = {"name": name, "spec": spec, "bounds": bounds}
    try:
        parsed = Spec.deserialize(spec)
        if np.prod(parsed.shape()) > MAX_FRAMES:
            return None
        frames = parsed.frames(bounds=bounds)
    except Exception as error:
        return case | {"exception": {"type": type(error).__name__, "message": str(error)}}
    return case | {
        "axes": parsed.axes(),
        "shape": list(parsed.shape()),
        "midpoints": arrays(frames.midpoints),
        "lower": arrays(frames.lower),
        "upper": arrays(frames.upper),
        "gap": [bool(gap) for gap in frames.gap],
        "duration": None if frames.duration is None else [float(value) for value in frames.duration],
    }


def main(folder, count, seed):
    warnings.simplefilter("ignore")
    os.makedirs(folder, exist_ok=True)
    random_spec = RandomSpec(seed, wrong=0.02)
    index = refused = 0
    while index < count:
        case = recorded(f"nested_{seed}_{index:03d}", random_spec.whole(), random_spec.flag())
        if case is None:
            continue
        refused += "exception" in case
        with open(os.path.join(folder, f"{case['name']}.json"), "w") as file:
            json.dump(case, file)
        index += 1
    print(f"{count} cases, {refused} of them refused")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
