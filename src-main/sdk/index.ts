/** `@hutch/sdk`: all that the authors of plans and devices import, beside `zod`. */

// That a default may be a name is said by a declaration alone, which nothing else would carry over to authors.
import '../plan/device-defaults.ts';

export { HutchError } from '#shared/errors.ts';
export * from '../device/index.ts';
export * from '../engine/engine-errors.ts';
export { type DocumentCallback, type Msg, type MsgGenerator, msg } from '../engine/msg.ts';
export * from '../engine/protocols.ts';
export type { DataKey, DeviceHints, Location, MaybePromise, Reading, Readings } from '../engine/reading.ts';
export type { ProgressUpdate, Status } from '../engine/status.ts';
export type { PlanSource, Suspender, SuspendOptions } from '../engine/suspender.ts';
export * from '../engine/suspenders/index.ts';
export { closestName } from '../plan/closest-name.ts';
export { definePlan, type ParamsIssue, type PlanDefinition, type PlanSpec } from '../plan/define-plan.ts';
export { type DeviceComposite, deviceComposite } from '../plan/device-composite.ts';
export { type DeviceReference, device } from '../plan/device-reference.ts';
export * as fields from '../plan/fields/index.ts';
export { RunEngineSimulator } from '../plan/inspect/run-engine-simulator.ts';
export * as patterns from '../plan/patterns/index.ts';
export * as plans from '../plan/plans/index.ts';
export * from '../plan/preprocessors/index.ts';
export * as scanspec from '../plan/scanspec/index.ts';
export type { Step, TakeReading } from '../plan/stubs/index.ts';
export * as stubs from '../plan/stubs/index.ts';
export { mv, mvr, rd, sleep, triggerAndRead } from '../plan/stubs/index.ts';
