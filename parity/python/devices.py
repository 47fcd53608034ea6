"""The simulated devices of the recordings: Bluesky's protocols, nothing of ophyd. `../kit` has the same in TypeScript."""

import threading
import time

# Bluesky keeps some devices in sets. A fixed hash pins the order in which it walks through them.
HASHES = {name: number for number, name in enumerate(["motor1", "motor2", "motor3", "det", "det2", "posmotor"], start=1)}


class Status:
    """Done at once unless told otherwise."""

    def __init__(self, obj=None, done=True, error=None):
        self.obj, self.done, self._error, self._callbacks = obj, done, error, []

    @property
    def success(self):
        return self.done and self._error is None

    def add_callback(self, callback):
        if self.done:
            callback(self)
        else:
            self._callbacks.append(callback)

    def finish(self, error=None):
        if self.done:
            return
        self._error, self.done = error, True
        for callback in self._callbacks:
            callback(self)

    def exception(self, timeout=0.0):
        return self._error

    def __repr__(self):
        return f"Status(obj={getattr(self.obj, 'name', None)}, done={self.done}, success={self.success})"


def readings(**values):
    return {key: {"value": value, "timestamp": time.time()} for key, value in values.items()}


def number_key(source, **more):
    return {"source": f"SIM:{source}", "dtype": "number", "shape": [], **more}


class KitDevice:
    """`faults` says which call of which method fails, and how; `delay` is how many seconds a motion or measurement takes."""

    parent = None
    rank = None

    def __init__(self, name):
        self.name, self.log = name, []
        self.faults, self.delay, self._counts = [], 0, {}

    def fault(self, call):
        """The status of a call that is to fail. Raises its error if it is to fail at once."""
        number = self._counts[call] = self._counts.get(call, 0) + 1
        for fault in self.faults:
            if (fault["call"], fault["nth"]) != (call, number):
                continue
            error = RuntimeError(f"{self.name} {call} {number} failed")
            if fault.get("raises"):
                raise error
            return Status(self, error=error)
        return None

    def ending(self, arrive):
        """The status of a call that succeeds; `arrive` is called when it is done."""
        if self.delay == 0:
            arrive()
            return Status(self)
        status = Status(self, done=False)

        def finish():
            arrive()
            status.finish()

        timer = threading.Timer(self.delay, finish)
        timer.daemon = True
        timer.start()
        return status

    def __hash__(self):
        return self.rank or HASHES.get(self.name) or 8 + sum(map(ord, self.name)) % 1000

    def __eq__(self, other):
        return self is other

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class _Hinted(KitDevice):
    @property
    def hints(self):
        return {"fields": [self.name]}


class _Axis(_Hinted):
    def __init__(self, name, initial=0.0):
        super().__init__(name)
        self.rbv = self.sp = initial
        self.velocity = 1.0

    def set(self, value):
        self.sp = value
        self.log.append(["set", value])
        return self.fault("set") or self.ending(lambda: setattr(self, "rbv", value))

    def stop(self, success=True):
        self.log.append(["stop", success])

    def read(self):
        return readings(**{self.name: self.rbv, f"{self.name}_setpoint": self.sp})

    def describe(self):
        shown = {"units": "mm", "precision": 3}
        return {
            self.name: number_key(f"{self.name}.RBV", **shown),
            f"{self.name}_setpoint": number_key(f"{self.name}.VAL", **shown),
        }

    def read_configuration(self):
        return readings(**{f"{self.name}_velocity": self.velocity})

    def describe_configuration(self):
        return {f"{self.name}_velocity": number_key(f"{self.name}.VELO")}

    def configure(self, values):
        before = self.read_configuration()
        self.velocity = values["velocity"]
        return before, self.read_configuration()


class Motor(_Axis):
    def locate(self):
        return {"setpoint": self.sp, "readback": self.rbv}


class PosMotor(_Axis):
    @property
    def position(self):
        return self.rbv


class Det(_Hinted):
    def __init__(self, name, value_at=lambda triggers: triggers):
        super().__init__(name)
        self.triggers, self.value, self.value_at, self.exposure = 0, 0, value_at, 0.1

    def trigger(self):
        self.triggers += 1
        self.log.append(["trigger", self.triggers])
        failed = self.fault("trigger")
        if failed:
            return failed
        self.value = self.value_at(self.triggers)
        return self.ending(lambda: None)

    def read(self):
        return readings(**{self.name: self.value})

    def describe(self):
        return {self.name: number_key(self.name)}

    def read_configuration(self):
        return readings(**{f"{self.name}_exposure": self.exposure})

    def describe_configuration(self):
        return {f"{self.name}_exposure": number_key(f"{self.name}.EXP", units="s")}

    def configure(self, values):
        before = self.read_configuration()
        self.exposure = values["exposure"]
        return before, self.read_configuration()


class StagedDet(Det):
    def stage(self):
        self.log.append(["stage"])
        return [self]

    def unstage(self):
        self.log.append(["unstage"])
        return [self]

    def pause(self):
        self.log.append(["pause"])

    def resume(self):
        self.log.append(["resume"])


class AsyncStagedDet(Det):
    def stage(self):
        self.log.append(["stage"])
        return Status(self)

    def unstage(self):
        self.log.append(["unstage"])
        return Status(self)


class NoRewindDet(Det):
    class rewindable:  # noqa: N801 - the name is Bluesky's
        @staticmethod
        def get():
            return False


class Peak(Det):
    def __init__(self, name, motor, centre=0.35, width=0.2):
        def value_at(_triggers):
            distance = (motor.rbv - centre) / width
            return 1.0 / (1.0 + distance * distance)

        super().__init__(name, value_at)


class Lin(_Hinted):
    def __init__(self, name, motor):
        super().__init__(name)
        self.motor = motor

    def read(self):
        return readings(**{self.name: 2 * self.motor.rbv + 3})

    def describe(self):
        return {self.name: number_key(self.name)}


class Signal(_Hinted):
    """Watched in the old style: `callback(value=...)`."""

    def __init__(self, name, value=0):
        super().__init__(name)
        self.value, self.callbacks = value, []

    def read(self):
        return readings(**{self.name: self.value})

    def describe(self):
        return {self.name: number_key(self.name)}

    def get(self):
        return self.value

    def set(self, value):
        self.value = value
        for callback in list(self.callbacks):
            self.call(callback)
        return Status(self)

    def call(self, callback):
        callback(value=self.value, timestamp=time.time())

    def subscribe(self, callback, **_options):
        self.callbacks.append(callback)
        self.log.append(["subscribe"])
        self.call(callback)

    def clear_sub(self, callback):
        self.log.append(["clear_sub"])
        if callback in self.callbacks:
            self.callbacks.remove(callback)


class MonSignal(Signal):
    """Watched in the new style: `callback(readings)`."""

    def call(self, callback):
        callback(self.read())


class _AnyFlyer(KitDevice):
    def __init__(self, name, n=3):
        super().__init__(name)
        self.n = n

    def kickoff(self):
        self.log.append(["kickoff"])
        return Status(self)

    def complete(self):
        self.log.append(["complete"])
        return Status(self)

    def read_configuration(self):
        return {}

    def describe_configuration(self):
        return {}

    @property
    def field(self):
        return f"{self.name}_x"


class Flyer(_AnyFlyer):
    def describe_collect(self):
        return {f"{self.name}_stream": {self.field: number_key("fly")}}

    def collect(self):
        for i in range(self.n):
            now = time.time()
            yield {"time": now, "data": {self.field: float(i)}, "timestamps": {self.field: now}}


class PageFlyer(_AnyFlyer):
    batch = 0

    def describe_collect(self):
        return {self.field: number_key("fly")}

    def collect_pages(self):
        times = [time.time()] * self.n
        first = self.batch * self.n
        self.batch += 1
        values = [float(first + i) for i in range(self.n)]
        yield {"time": times, "data": {self.field: values}, "timestamps": {self.field: times}}


def make_devices(initial=None):
    """A fresh set, by name. `initial` holds positions of axes."""
    at = {name: 0.0 for name in ("motor1", "motor2", "motor3", "posmotor")} | (initial or {})
    motor1 = Motor("motor1", at["motor1"])
    ctdet = Det("ctdet")
    ctdet.count_time = Signal("ctdet_count_time", 1)
    devices = [
        motor1,
        Motor("motor2", at["motor2"]),
        Motor("motor3", at["motor3"]),
        PosMotor("posmotor", at["posmotor"]),
        Det("det"),
        Det("det2", lambda triggers: 10 * triggers),
        StagedDet("sdet"),
        AsyncStagedDet("adet"),
        Lin("lin", motor1),
        Peak("peak", motor1),
        Signal("sig"),
        MonSignal("msig"),
        Flyer("flyer"),
        Flyer("flyer2", 2),
        PageFlyer("pflyer"),
        NoRewindDet("nrdet"),
        ctdet,
    ]
    return {device.name: device for device in devices}
