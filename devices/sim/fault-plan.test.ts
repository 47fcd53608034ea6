import { expect, it } from 'vitest';
import { FaultPlan } from './fault-plan.ts';

it.each([
  ['det:fail@5', { kind: 'fail', operation: 5 }, undefined],
  ['det:fail, stage.x:stall@2', { kind: 'fail', operation: 1 }, { kind: 'stall', operation: 2 }],
  ['', undefined, undefined],
  [undefined, undefined, undefined],
])('reads the faults that %j plans', (text, ofDet, ofStageX) => {
  const plan = new FaultPlan(text);
  expect([plan.for('det'), plan.for('stage.x'), plan.for('stage.y')]).toEqual([ofDet, ofStageX, undefined]);
});

it.each(['det', 'det:', 'det:fail@x', 'det:fail@0', 'det:fail@-1'])('refuses the fault plan %j', (text) => {
  expect(() => new FaultPlan(text)).toThrow(
    expect.objectContaining({
      code: 'invalid_config',
      message: `HUTCH_SIM_FAULT: '${text}' is not written as device:fault or device:fault@operation, as in det:fail@5`,
    }),
  );
});
