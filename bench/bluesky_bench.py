"""Measures the RunEngine of Python Bluesky and prints one JSON object: the counterpart of main.ts, figure by figure.

Devices are done at once, one subscriber listens. Every rate is measured once: main.ts calls this in each of its rounds.
"""

import contextlib
import io
import json
import logging
import statistics
import threading
import time

logging.disable(logging.CRITICAL)

import bluesky.plans as bp  # noqa: E402
from bluesky import Msg, RunEngine  # noqa: E402
from bluesky.utils import RunEngineInterrupted  # noqa: E402


class Done:
    done = True
    success = True

    def add_callback(self, callback):
        callback(self)

    def exception(self, timeout=0.0):
        return None


NUMBER = {"source": "bench", "dtype": "number", "shape": []}


class Device:
    parent = None

    def __init__(self, name):
        self.name = name
        self.value = 0
        self.hints = {"fields": [name]}

    def read_configuration(self):
        return {f"{self.name}_setting": {"value": 1.0, "timestamp": 0.0}}

    def describe_configuration(self):
        return {f"{self.name}_setting": dict(NUMBER)}


class Detector(Device):
    def trigger(self):
        self.value += 1
        return Done()

    def read(self):
        return {self.name: {"value": self.value, "timestamp": time.time()}}

    def describe(self):
        return {self.name: dict(NUMBER)}


class Motor(Device):
    def set(self, value):
        self.value = value
        return Done()

    def stop(self, success=True):
        pass

    def locate(self):
        return {"setpoint": self.value, "readback": self.value}

    def read(self):
        now = time.time()
        return {
            self.name: {"value": self.value, "timestamp": now},
            f"{self.name}_setpoint": {"value": self.value, "timestamp": now},
        }

    def describe(self):
        return {self.name: dict(NUMBER), f"{self.name}_setpoint": dict(NUMBER)}


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def rate(count, action):
    return count / seconds(action)


def nulls(count):
    for _ in range(count):
        yield Msg("null")


def trigger_and_read(det, devices, group):
    yield Msg("trigger", det, group=group)
    yield Msg("wait", None, group=group)
    yield Msg("create", None, name="primary")
    for device in devices:
        yield Msg("read", device)
    yield Msg("save")


def raw_count(det, count):
    yield Msg("open_run")
    for i in range(count):
        yield Msg("checkpoint")
        yield from trigger_and_read(det, [det], f"t{i}")
    yield Msg("close_run")


def raw_scan(det, motor, count):
    yield Msg("open_run")
    for i in range(count):
        yield Msg("checkpoint")
        yield Msg("set", motor, i, group=f"s{i}")
        yield Msg("wait", None, group=f"s{i}")
        yield from trigger_and_read(det, [det, motor], f"t{i}")
    yield Msg("close_run")


def call_to_start(engine, det):
    started = []
    token = engine.subscribe(lambda name, doc: started.append(time.perf_counter()), "start")
    times = []
    for _ in range(100):
        called = time.perf_counter()
        engine(bp.count([det]))
        times.append((started[-1] - called) * 1e3)
    engine.unsubscribe(token)
    return statistics.median(times)


def pause_and_resume(engine):
    pauses, resumes, marks = [], [], {}

    def on_state(new, old):
        marks[str(new)] = time.perf_counter()

    def on_message(msg):
        marks.setdefault("message", time.perf_counter())

    def endless():
        yield Msg("checkpoint")
        while True:
            yield Msg("sleep", None, 0.0005)

    def ask():
        marks["asked"] = time.perf_counter()
        engine.request_pause()

    engine.state_hook = on_state
    for _ in range(20):
        with contextlib.redirect_stdout(io.StringIO()):
            threading.Timer(0.02, ask).start()
            with contextlib.suppress(RunEngineInterrupted):
                engine(endless())
            pauses.append((marks["paused"] - marks["asked"]) * 1e3)
            threading.Timer(0.02, ask).start()
            marks.pop("message", None)
            engine.msg_hook = on_message
            resumed = time.perf_counter()
            with contextlib.suppress(RunEngineInterrupted):
                engine.resume()
            resumes.append((marks["message"] - resumed) * 1e3)
            engine.msg_hook = None
            engine.abort()
    engine.state_hook = None
    return statistics.median(pauses), statistics.median(resumes)


def main():
    engine = RunEngine({}, context_managers=[])
    engine.subscribe(lambda name, doc: None)
    det, motor = Detector("det"), Motor("motor")
    engine(bp.count([det], num=100))
    figures = {
        "nullMessagesPerSecond": rate(50_000, lambda: engine(nulls(50_000))),
        "countEventsPerSecond": rate(2_000, lambda: engine(bp.count([det], num=2_000))),
        "scanEventsPerSecond": rate(2_000, lambda: engine(bp.scan([det], motor, 0, 1, 2_000))),
        "rawCountEventsPerSecond": rate(2_000, lambda: engine(raw_count(det, 2_000))),
        "rawScanEventsPerSecond": rate(2_000, lambda: engine(raw_scan(det, motor, 2_000))),
        "callToStartMs": call_to_start(engine, det),
    }
    figures["pauseMs"], figures["resumeMs"] = pause_and_resume(engine)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
