import type { MsgGenerator, RunKey } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import { declareStream } from '../stubs/event-bundle.ts';
import { triggerAndRead } from '../stubs/trigger-and-read.ts';
import { planMutator } from './plan-mutator.ts';
import { setRunKeyWrapper } from './set-run-key-wrapper.ts';

/** Reads `devices` once at the beginning and once at the end of every run in `plan`, into a stream of its own. */
export function baselineWrapper<R>(
  plan: MsgGenerator<R>,
  devices: readonly Readable[],
  name = 'baseline',
): MsgGenerator<R> {
  if (devices.length === 0) return plan;
  function* atTheBeginning(): MsgGenerator<void> {
    yield* declareStream(devices, { name });
    yield* triggerAndRead(devices, name);
  }
  return planMutator(plan, (message) => {
    if (message.command === 'open_run') return { tail: inRun(atTheBeginning(), message.run) };
    if (message.command !== 'close_run') return null;
    const atTheEnd = inRun(triggerAndRead(devices, name), message.run);
    return {
      head: (function* (): MsgGenerator {
        yield* atTheEnd;
        return yield message;
      })(),
    };
  });
}

function inRun(plan: MsgGenerator, key: RunKey): MsgGenerator {
  return key === null ? plan : setRunKeyWrapper(plan, key);
}
