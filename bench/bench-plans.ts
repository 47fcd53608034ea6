import { type MsgGenerator, msg } from '../src-main/engine/msg.ts';
import type { Movable, Readable, Triggerable } from '../src-main/engine/protocols.ts';

/** Messages that do nothing. */
export function* nulls(count: number): MsgGenerator<void> {
  for (let i = 0; i < count; i++) yield msg('null', null, [], {});
}

/** The messages of Bluesky's `count`, seven an event. */
export function* rawCount(det: Readable & Triggerable, num: number): MsgGenerator<void> {
  yield msg('open_run', null, [], { plan_name: 'count' });
  for (let i = 0; i < num; i++) yield* point(det, [det]);
  yield msg('close_run', null, [], {});
}

/** The messages of Bluesky's `scan`, nine an event. */
export function* rawScan(det: Readable & Triggerable, motor: Movable & Readable, num: number): MsgGenerator<void> {
  yield msg('open_run', null, [], { plan_name: 'scan' });
  for (let i = 0; i < num; i++) {
    yield msg('checkpoint', null, [], {});
    const group = `set-${i}`;
    yield msg('set', motor, [i], { group });
    yield msg('wait', null, [], { group });
    yield* triggerAndRead(det, [det, motor]);
  }
  yield msg('close_run', null, [], {});
}

function* point(det: Triggerable, devices: readonly Readable[]): MsgGenerator<void> {
  yield msg('checkpoint', null, [], {});
  yield* triggerAndRead(det, devices);
}

let groups = 0;

function* triggerAndRead(det: Triggerable, devices: readonly Readable[]): MsgGenerator<void> {
  const group = `trigger-${groups++}`;
  yield msg('trigger', det, [], { group });
  yield msg('wait', null, [], { group });
  yield msg('create', null, [], { name: 'primary' });
  for (const device of devices) yield msg('read', device, [], {});
  yield msg('save', null, [], {});
}
