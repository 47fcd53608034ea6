import type { DeviceModel, StreamBatch, StreamItem, StreamName } from '#shared/contract/index.ts';
import { followReadings } from '../devices/follow-readings.ts';
import type { LiveEnvironment } from '../environment/live-environment.ts';
import type { StreamChannel } from '../streams/stream-channel.ts';
import type { StreamSink, Subscription } from './host-api.ts';
import type { StreamHandlers } from './host-service.ts';
import type { HostParts } from './request-handlers.ts';

/** The tree of devices is made anew at most so often: while a beamline connects, every signal of it changes the tree. */
const DEVICES_INTERVAL_MS = 50;

/** Every stream of the contract, by the part that feeds it. */
export function streamHandlers(parts: HostParts): StreamHandlers {
  const { live, status, worker, publisher, log, events } = parts;
  return {
    events: (_params, sink) => every(events, sink),
    log: (_params, sink) => every(log.entries, sink),
    host: (_params, sink) =>
      latest(sink, (send) => {
        send([status.info]);
        return status.onChange(() => send([status.info]));
      }),
    tasks: (_params, sink) =>
      latest(sink, (send) => {
        send([publisher.told(worker.tasks())]);
        return parts.tasksTold.add(() => send([worker.tasks()]));
      }),
    devices: (_params, sink) => latest(sink, (send) => followDevices(live, send)),
    readings: ({ devices }, sink) => latest(sink, (send) => followReadings(live, devices, send)),
  };
}

/** The tree of devices, through every reload. */
function followDevices(live: LiveEnvironment, send: (items: readonly DeviceModel[][]) => void): () => void {
  const changed = atMostEvery(DEVICES_INTERVAL_MS, () => send([live.current.devices.models()]));
  let unlisten = live.current.devices.onChange(changed.call);
  send([live.current.devices.models()]);
  const unlistenLive = live.onReplaced(() => {
    unlisten();
    unlisten = live.current.devices.onChange(changed.call);
    changed.call();
  });
  return () => {
    unlistenLive();
    unlisten();
    changed.cancel();
  };
}

/** A stream whose items have the same numbers for everybody. */
function every<N extends StreamName>(channel: StreamChannel<StreamItem<N>>, sink: StreamSink<N>): Subscription {
  const dispose = channel.listen((item, seq) => sink({ seq, items: [item] }));
  return { seq: channel.seq, dispose };
}

/** A stream of current states: numbers count what this sink was sent. `follow` is handed the function that sends, and returns how to end. */
export function latest<N extends StreamName>(
  sink: StreamSink<N>,
  follow: (send: (items: readonly StreamItem<N>[]) => void) => () => void,
): Subscription {
  let seq = 0;
  let ended = false;
  const end = follow((items) => {
    if (ended) return;
    seq += items.length;
    const batch: StreamBatch<N> = { seq, items: [...items] };
    sink(batch);
  });
  return {
    seq: 0,
    dispose: () => {
      ended = true;
      end();
    },
  };
}

/** Calls `act` after a call, later calls until then included, but not more often than `intervalMs` allows. */
function atMostEvery(intervalMs: number, act: () => void): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    call: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        act();
      }, intervalMs);
    },
    cancel: () => clearTimeout(timer),
  };
}
