"""Interrupts a call at exact places. `../kit/interrupter.ts` does the same to Hutch's engine."""

from bluesky.utils import RunEngineInterrupted, TransitionError

# A plan that pauses itself again and again is given up.
MOST_PAUSES = 50


class Interrupter:
    """Plays the script of a case: `requests`, `when_paused`, `faults`, `delays`, `record_interruptions`."""

    def __init__(self, engine, devices, normalizer, script):
        self.engine, self.normalizer = engine, normalizer
        self.requests = {request["at"]: request for request in script.get("requests", [])}
        self.when_paused = list(script.get("when_paused", []))
        self.messages, self.states, self.refused = 0, [], []
        engine.record_interruptions = script.get("record_interruptions", False)
        engine.state_hook = lambda new, old: self.states.append([old, new])
        for fault in script.get("faults", []):
            devices[fault["device"]].faults.append(fault)
        for name, seconds in script.get("delays", {}).items():
            devices[name].delay = seconds

    def on_message(self):
        self.messages += 1
        request = self.requests.get(self.messages)
        if request is None:
            return
        try:
            # Another thread would hand this to the loop, where it takes effect when the message waits, or else before the next one.
            self._coroutine(request).send(None)
        except StopIteration:
            pass
        except TransitionError:
            self.refused.append(self.messages)

    def _coroutine(self, request):
        verb = request["do"]
        if verb in ("pause", "deferred_pause"):
            return self.engine._request_pause_coro(verb == "deferred_pause")
        if verb == "abort":
            return self.engine._abort_coro(request.get("reason", ""))
        return {"stop": self.engine._stop_coro, "halt": self.engine._halt_coro}[verb]()

    def run(self, call, normalizer):
        """How the call ends, and each that follows it while the plan is paused."""
        verb, calls = "run", []
        for _ in range(MOST_PAUSES):
            calls.append({"call": verb, "after": self.messages, **self._outcome(verb, call)})
            if self.engine.state != "paused":
                break
            action = self.when_paused.pop(0) if self.when_paused else {"do": "resume"}
            verb = action["do"]
            call = self._action(action)
        return {"calls": calls, "states": self.states, "refused": self.refused, "exit_status": self.engine._exit_status}

    def _action(self, action):
        if action["do"] == "abort":
            return lambda: self.engine.abort(action.get("reason", ""))
        return getattr(self.engine, action["do"])

    def _outcome(self, verb, call):
        try:
            result = call()
        except RunEngineInterrupted:
            return {"raised": {"type": "RunEngineInterrupted", "message": ""}}
        except Exception as error:  # noqa: BLE001 - whatever a plan raises is what is recorded
            return {"raised": {"type": type(error).__name__, "message": self.normalizer.text(str(error))}}
        if verb not in ("run", "resume") or type(result.plan_result) is object:
            return {}
        return {"result": self.normalizer.value(result.plan_result)}
