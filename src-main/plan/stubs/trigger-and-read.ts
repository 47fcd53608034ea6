import { type MsgGenerator, msg } from '../../engine/msg.ts';
import { type Readable, satisfies, Triggerable } from '../../engine/protocols.ts';
import type { Readings } from '../../engine/reading.ts';
import { allSafeRewind } from '../all-safe-rewind.ts';
import { separateDevices } from '../ancestry.ts';
import { isPlanHalt } from '../plan-control.ts';
import { rewindableWrapper } from '../preprocessors/rewindable-wrapper.ts';
import { shortUid } from '../short-uid.ts';
import { nullStub } from './null-stub.ts';

/**
 * Makes every one of `devices` that can be triggered measure, waits for them, and reads all into one event of the stream `name`.
 * The event is dropped if reading fails. Returns the readings of all.
 */
export function triggerAndRead(devices: readonly Readable[], name = 'primary'): MsgGenerator<Readings> {
  const separate = separateDevices(devices);
  const plan = triggerThenRead(separate, name);
  return allSafeRewind(separate) ? plan : rewindableWrapper(plan, false);
}

function* triggerThenRead(devices: readonly Readable[], name: string): MsgGenerator<Readings> {
  if (devices.length === 0) yield* nullStub();
  const group = shortUid('trigger');
  let triggered = false;
  for (const device of devices) {
    if (!satisfies(device, Triggerable)) continue;
    triggered = true;
    yield msg('trigger', device, [], { group });
  }
  if (triggered) yield msg('wait', null, [], { group, error_on_timeout: true, timeout: null, watch: [] });
  yield msg('create', null, [], { name });
  const readings: Readings = {};
  try {
    for (const device of devices) Object.assign(readings, (yield msg('read', device, [], {})) as Readings | undefined);
  } catch (error) {
    if (!isPlanHalt(error)) yield msg('drop', null, [], {});
    throw error;
  }
  yield msg('save', null, [], {});
  return readings;
}
