"""Functions to which cases refer as {"$fn": name} or {"$plan": name}. `../kit/fixture-functions.ts` has the same."""

from bluesky import Msg
from bluesky import plan_stubs as bps
from bluesky import plans as bp
from bluesky.suspenders import SuspendBoolHigh, SuspendBoolLow
from cycler import cycler

from devices import Status


def ok_plan():
    yield Msg("null", None, "ok")
    return "ret"


def boom():
    yield Msg("null", None, "before-boom")
    raise ValueError("boom")


def cleanup():
    yield Msg("null", None, "cleanup")


def elsep():
    yield Msg("null", None, "else")


def exc_plan(error):
    yield Msg("null", None, f"except:{type(error).__name__}")


def per_shot(detectors):
    yield Msg("checkpoint")
    yield Msg("null", None, "per_shot")
    yield from bps.trigger_and_read(detectors)


def per_step_nd(detectors, step, pos_cache):
    yield Msg("null", None, "before")
    yield from bps.one_nd_step(detectors, step, pos_cache)


def per_step_1d(detectors, motor, step):
    yield Msg("null", None, "1d")
    yield from bps.one_1d_step(detectors, motor, step)


def noop_cb(name, doc):
    pass


def _both(*messages):
    for message in messages:
        answer = yield message
    return answer


def ins(message):
    if message.command != "null" or message.args != ("ok",):
        return None, None
    return _both(Msg("null", None, "head"), message), _both(Msg("null", None, "tail"))


def scan_nd_prod(detectors, one, other):
    return bp.scan_nd(detectors, cycler(one, [0, 1]) * cycler(other, [5, 6, 7]))


def scan_nd_sum(detectors, one, other):
    return bp.scan_nd(detectors, cycler(one, [0, 1, 2]) + cycler(other, [5, 6, 7]))


def ramp_case(detector, motor, signal):
    status, measurements = Status(done=False), 0

    def go():
        yield Msg("null", None, "go")
        return status

    def measure():
        nonlocal measurements
        measurements += 1
        if measurements == 3:
            status.finish()
        yield from bps.trigger_and_read([detector])

    return bp.ramp_plan(go(), signal, measure)


SUSPENDERS = {"SuspendBoolHigh": SuspendBoolHigh, "SuspendBoolLow": SuspendBoolLow}
