"""Turns what a RunEngine says into JSON that is the same every time. `../kit/normalizer.ts` does the same for Hutch's."""

import enum
import functools
import json
import re

import numpy as np
from bluesky import Msg

from devices import KitDevice, Status

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SHORT = re.compile(r"^([A-Za-z_][A-Za-z_-]*)-[0-9a-f]{6}$")
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


class Normalizer:
    """One for each case: messages and documents share the numbers of identifiers, which count first appearances."""

    def __init__(self):
        self.uids, self.groups = {}, {}

    def text(self, text):
        text = UUID.sub(lambda match: self.uids.setdefault(match[0], f"uid-{len(self.uids) + 1}"), text)
        label = SHORT.match(text)
        if label is None:
            return ADDRESS.sub("0xADDR", text)
        if text not in self.groups:
            number = 1 + sum(group.startswith(f"{label[1]}#") for group in self.groups.values())
            self.groups[text] = f"{label[1]}#{number}"
        return self.groups[text]

    def value(self, value):
        if isinstance(value, enum.Enum):
            return self.value(value.value)
        if isinstance(value, str):
            return self.text(value)
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, np.generic):
            return value.item()
        if isinstance(value, np.ndarray):
            return self.value(value.tolist())
        if isinstance(value, KitDevice):
            return {"$dev": value.name}
        if isinstance(value, Status):
            return {"$status": getattr(value.obj, "name", None), "done": value.done, "success": value.success}
        if isinstance(value, Msg):
            return {"$msg": self.message(value)}
        if isinstance(value, BaseException):
            return {"$exc": type(value).__name__, "message": self.text(str(value))}
        return self._composite(value)

    def _composite(self, value):
        if hasattr(value, "items"):
            return {self._key(key): 0 if key == "timestamp" else self.value(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.value(item) for item in value]
        if isinstance(value, (set, frozenset)):
            return sorted((self.value(item) for item in value), key=json.dumps)
        if isinstance(value, functools.partial):
            return {"$fn": "partial", "of": self.value(value.func), "args": self.value(value.args)}
        if callable(value):
            return {"$fn": getattr(value, "__qualname__", type(value).__name__).split(".")[-1]}
        return {"$obj": type(value).__name__}

    def _key(self, key):
        return self.text(key) if isinstance(key, str) else json.dumps(self.value(key))

    def message(self, msg):
        args = msg.args
        if msg.command == "sleep" and args and round(args[0], 3) != args[0]:
            args = ({"$wallclock_remainder": True},)
        obj = msg.obj.name if hasattr(msg.obj, "name") else self.value(msg.obj)
        return [msg.command, obj, self.value(args), self.value(msg.kwargs), self.value(msg.run)]

    def document(self, name, document):
        fields = {key: self._timeless(key, value) for key, value in dict(document).items() if key != "versions"}
        return [name, self.value(fields)]

    def _timeless(self, key, value):
        if key in ("time", "timestamp"):
            return [0] * len(value) if isinstance(value, (list, tuple)) else 0
        if hasattr(value, "items"):
            inner = "time" if key == "timestamps" else None
            return {name: self._timeless(inner or name, item) for name, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._timeless(None, item) for item in value]
        return value
