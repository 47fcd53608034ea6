import type { PlanSource } from '../../src-main/plan/ensure-generator.ts';
import type { BoundArguments } from './bind-arguments.ts';

/** Parameters of a Python function, without their defaults, and what stands for it here. */
export type TableEntry = readonly [signature: string, call: (args: BoundArguments) => PlanSource];

export type PlanTable = Readonly<Record<string, TableEntry>>;
