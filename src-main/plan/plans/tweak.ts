import { HutchError } from '#shared/errors.ts';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Movable, Readable, Triggerable } from '../../engine/protocols.ts';
import type { Readings } from '../../engine/reading.ts';
import { repr } from '../repr.ts';
import { inputPlan } from '../stubs/input-plan.ts';
import { readableMotor } from './readable-motor.ts';
import { dimensionsOf, type RunOptions } from './scan-metadata.ts';
import { stagedRun } from './staged-run.ts';

/** What {@link tweak} moves and shows. */
export interface TweakOptions extends RunOptions {
  /** The field of the detector that the operator watches. */
  targetField: string;
  motor: Movable;
  /** How far to move each time, in the motor's units, until the operator says otherwise. */
  step: number;
}

/** Shows the operator a reading, moves by a step that the operator may change, and so on until the answer is no number. */
export function* tweak(
  detector: Readable & Triggerable,
  { targetField, motor: moved, step: firstStep, md }: TweakOptions,
): MsgGenerator<string> {
  const motor = readableMotor(moved);
  const dimensions = dimensionsOf([motor]);
  const metadata = {
    detectors: [detector.name],
    motors: [motor.name],
    plan_args: { detector: repr(detector), target_field: targetField, motor: repr(motor), step: firstStep },
    plan_name: 'tweak',
    hints: dimensions ? { dimensions } : {},
    ...md,
  };
  function* tweaking(): MsgGenerator {
    for (let step = firstStep; ; ) {
      const measured = yield* measure(detector, targetField, motor);
      if (!measured) return;
      const { position, value } = measured;
      const prompt = `${motor.name}, ${position.toPrecision(3)}, ${value.toPrecision(3)}, (${step}) `;
      const answer = yield* inputPlan(prompt);
      if (answer) step = Number(answer);
      if (Number.isNaN(step)) return;
      yield msg('set', motor, [position + step], { group: 'A' });
      yield msg('wait', null, ['A'], {});
    }
  }
  return yield* stagedRun(tweaking(), [detector, motor], metadata);
}

/** One event. Returns `undefined` where no engine answers: there is nobody to tweak for. */
function* measure(
  detector: Readable & Triggerable,
  field: string,
  motor: Readable,
): MsgGenerator<{ position: number; value: number } | undefined> {
  yield msg('create', null, [], { name: 'primary' });
  const where = (yield msg('read', motor, [], {})) as Readings<number> | undefined;
  if (!where) return undefined;
  yield msg('trigger', detector, [], { group: 'A' });
  yield msg('wait', null, ['A'], {});
  const readings = (yield msg('read', detector, [], {})) as Readings<number>;
  const value = readings[field]?.value;
  if (value === undefined) throw new HutchError('plan_failed', `Device ${detector.name} does not read ${field}`);
  yield msg('save', null, [], {});
  return { position: Object.values(where)[0]?.value ?? 0, value };
}
