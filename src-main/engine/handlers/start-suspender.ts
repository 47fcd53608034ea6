import type { CallState } from '../call-state.ts';
import type { CommandHandler } from '../command-handler.ts';
import { rewind } from '../interruption.ts';
import { type Msg, type MsgGenerator, msg } from '../msg.ts';
import { pauseDevices, stopDevices } from '../rest-devices.ts';
import type { PlanSource } from '../suspender.ts';
import { toGenerator } from '../to-generator.ts';

type Arguments = readonly [PlanSource | null, PlanSource | null, string | null, () => Promise<unknown>];

/** Brings the devices to rest and puts the plan of the suspension on the stack: before, wait, resume, after, and the replay. */
export const startSuspender: CommandHandler<'_start_suspender'> = async (call, message) => {
  const [prePlan, postPlan, justification, wait] = message.args as unknown as Arguments;
  for (const bundler of call.bundlers.values()) bundler.recordInterruption(justification ?? 'suspended');
  await stopDevices(call, call.moved.keys());
  await pauseDevices(call);
  if (call.exit !== null) return;
  call.stack.push(suspension(call, prePlan, postPlan, wait, rewind(call)));
};

/**
 * None of its own messages is sent again after a pause; those that wait are waited for again. A plan that catches what fails here goes on
 * as rewindable as before.
 */
function* suspension(
  call: CallState,
  prePlan: PlanSource | null,
  postPlan: PlanSource | null,
  wait: () => Promise<unknown>,
  replay: MsgGenerator,
): Generator<Msg, void, unknown> {
  const was = call.rewindable;
  try {
    yield msg('rewindable', null, [false], {});
    if (prePlan !== null) yield* planOf(prePlan);
    yield msg('wait_for', null, [[wait]], {});
    yield msg('_resume_from_suspender', null, [], {});
    if (postPlan !== null) yield* planOf(postPlan);
    yield msg('rewindable', null, [was], {});
  } finally {
    call.rewindable = was;
  }
  yield* replay;
}

function planOf(source: PlanSource): MsgGenerator {
  return toGenerator(typeof source === 'function' ? source() : source);
}
