"""Records cases with the Bluesky that is installed: python record.py FOLDER [OUTPUT]

Reads every case of FOLDER (its plan, arguments, initial positions, environment, metadata and notes), runs it in the real RunEngine, and
writes what happened to OUTPUT (FOLDER itself unless given). Cases with a timeline (`re_*`) are about scenarios, not about a plan's
arguments: they are left as they are.
"""

import contextlib
import functools
import io
import json
import logging
import os
import re
import sys
import warnings
from collections import defaultdict
from pathlib import Path

from bluesky import RunEngine
from bluesky import plan_stubs, plans, preprocessors

import fixtures
from devices import make_devices
from normalizer import Normalizer

MODULES = {"plans": plans, "plan_stubs": plan_stubs, "preprocessors": preprocessors}
STEP_FUNCTIONS = ("plan_stubs.move_per_step", "plan_stubs.one_nd_step")


class Decoder:
    """Turns encoded arguments into devices, functions and plans."""

    def __init__(self, devices):
        self.devices = devices

    def value(self, encoded):
        if isinstance(encoded, list):
            return [self.value(item) for item in encoded]
        if not isinstance(encoded, dict):
            return encoded
        if "$dev" in encoded:
            return self.devices[encoded["$dev"]]
        if "$plan" in encoded:
            return self.plan(encoded["$plan"], encoded["args"], encoded["kwargs"])
        if "$fn" in encoded:
            return self.function(encoded)
        return {key: self.value(item) for key, item in encoded.items()}

    def plan(self, name, args, kwargs):
        args, kwargs = [self.value(arg) for arg in args], {key: self.value(item) for key, item in kwargs.items()}
        if name in STEP_FUNCTIONS:
            step, cache = ({self.devices[key]: item for key, item in (arg or {}).items()} for arg in args[1:3])
            cache = defaultdict(lambda: None, cache)
            args = [step, cache] if name == STEP_FUNCTIONS[0] else [args[0], step, cache]
        module, _, function = name.rpartition(".")
        return getattr(MODULES.get(module, fixtures), function)(*args, **kwargs)

    def function(self, encoded):
        name = encoded["$fn"]
        if name == "partial":
            return functools.partial(self.value(encoded["of"]), *self.value(encoded.get("args", [])))
        if name in fixtures.SUSPENDERS:
            return fixtures.SUSPENDERS[name](self.devices["sig"])
        return getattr(fixtures, name, None) or getattr(plan_stubs, name)


def supplemental_data(notes, devices):
    """The supplemental data that the notes of a case speak of."""
    call = re.search(r"SupplementalData\(([^)]*)\)", notes or "")
    if call is None:
        return []
    lists = re.findall(r"(\w+)=\[([^\]]*)\]", call[1])
    named = {key: [devices[name] for name in re.split(r",\s*", names) if name] for key, names in lists}
    return [preprocessors.SupplementalData(**named)]


def record(case):
    """The case with what happened in it."""
    asked = {key: case[key] for key in ("name", "plan", "args", "kwargs", "initial", "env", "notes", "call_md") if key in case}
    devices, normalizer, messages, documents = make_devices(case.get("initial")), Normalizer(), [], []
    engine = RunEngine({}, context_managers=[], call_returns_result=True)
    engine.preprocessors.extend(supplemental_data(case.get("notes"), devices))
    engine.msg_hook = lambda msg: messages.append(normalizer.message(msg))
    engine.subscribe(lambda name, doc: documents.append(normalizer.document(name, doc)))
    before = dict(os.environ)
    os.environ.update(case.get("env", {}))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            result = engine(Decoder(devices).plan(case["plan"], case["args"], case["kwargs"]), **case.get("call_md", {}))
        returned = None if type(result.plan_result) is object else normalizer.value(result.plan_result)
        end = {"result": returned, "exit_status": result.exit_status}
    except Exception as error:  # noqa: BLE001 - whatever a plan raises is what is recorded
        end = {"exception": {"type": type(error).__name__, "message": normalizer.text(str(error))}}
    finally:
        os.environ.clear()
        os.environ.update(before)
        engine.loop.call_soon_threadsafe(engine.loop.stop)
    log = {name: normalizer.value(device.log) for name, device in devices.items() if device.log}
    return {**asked, **end, "messages": messages, "documents": documents, "device_log": log}


def main(folder, output):
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    output.mkdir(parents=True, exist_ok=True)
    recorded = 0
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text())
        if "timeline" in case:
            continue
        (output / path.name).write_text(json.dumps(record(case), indent=1, allow_nan=False) + "\n")
        recorded += 1
    print(f"{recorded} cases recorded in {output}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[-1]))
