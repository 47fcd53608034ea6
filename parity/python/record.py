"""Records cases with the Bluesky that is installed: python record.py FOLDER [OUTPUT], or python record.py --serve

Reads every case of FOLDER (its plan, arguments, initial positions, environment, metadata, notes and interruptions), runs it in the real
RunEngine, and writes what happened to OUTPUT (FOLDER itself unless given). Cases with a timeline (`re_*`) are about scenarios, not about
a plan's arguments: they are left as they are. With --serve, cases come in one a line, and go out recorded one a line.
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
from interruptions import Interrupter
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


ASKED = ("name", "plan", "args", "kwargs", "initial", "env", "notes", "call_md", "interrupt")


def record(case):
    """The case with what happened in it."""
    asked = {key: case[key] for key in ASKED if key in case}
    devices, normalizer, messages, documents = make_devices(case.get("initial")), Normalizer(), [], []
    engine = RunEngine({}, context_managers=[], call_returns_result=True)
    engine.preprocessors.extend(supplemental_data(case.get("notes"), devices))
    if "interrupt" in case:
        in_order_of_appearance(case, devices)
    interrupter = Interrupter(engine, devices, normalizer, case["interrupt"]) if "interrupt" in case else None

    def on_message(msg):
        messages.append(normalizer.message(msg))
        if interrupter:
            interrupter.on_message()

    engine.msg_hook = on_message
    engine.subscribe(lambda name, doc: documents.append(normalizer.document(name, doc)))
    before = dict(os.environ)
    os.environ.update(case.get("env", {}))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            end = (interrupter.run if interrupter else run)(functools.partial(start, engine, case, devices), normalizer)
    finally:
        os.environ.clear()
        os.environ.update(before)
        engine.loop.call_soon_threadsafe(engine.loop.stop)
    log = {name: normalizer.value(device.log) for name, device in devices.items() if device.log}
    return {**asked, **end, "messages": messages, "documents": documents, "device_log": log}


def in_order_of_appearance(case, devices):
    """Bluesky walks through sets of devices; where it may be interrupted on the way, they are pinned to the order of the arguments."""
    names = re.findall(r'"\$dev": "(\w+)"', json.dumps([case["args"], case["kwargs"]]))
    for rank, name in enumerate(dict.fromkeys(names), start=1):
        devices[name].rank = rank


def start(engine, case, devices):
    return engine(Decoder(devices).plan(case["plan"], case["args"], case["kwargs"]), **case.get("call_md", {}))


def run(call, normalizer):
    """How a call ends that nobody interrupts."""
    try:
        result = call()
    except Exception as error:  # noqa: BLE001 - whatever a plan raises is what is recorded
        return {"exception": {"type": type(error).__name__, "message": normalizer.text(str(error))}}
    returned = None if type(result.plan_result) is object else normalizer.value(result.plan_result)
    return {"result": returned, "exit_status": result.exit_status}


def serve():
    for line in sys.stdin:
        sys.stdout.write(json.dumps(record(json.loads(line)), allow_nan=False) + "\n")
        sys.stdout.flush()


def main(folder, output):
    output.mkdir(parents=True, exist_ok=True)
    recorded = 0
    for path in sorted(folder.rglob("*.json")):
        case = json.loads(path.read_text())
        if "plan" not in case or "timeline" in case:
            continue
        target = output / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(record(case), indent=1, allow_nan=False) + "\n")
        recorded += 1
    print(f"{recorded} cases recorded in {output}")


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if sys.argv[1:] == ["--serve"]:
        sys.exit(serve())
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[-1]))
