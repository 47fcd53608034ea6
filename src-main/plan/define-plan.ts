import { type ErrorCode, HutchError } from '#shared/errors.ts';
import '#shared/zod-config.ts';
import type { z } from 'zod';
import type { MsgGenerator } from '../engine/msg.ts';
import { planModel } from './device-defaults.ts';

/** Well-known, so that a plan is recognised even if a second copy of this module was loaded with it. */
const BRAND = Symbol.for('hutch.plan');

/** Something wrong with parameters that are right one by one. `path` is from the parameters: `['axes', 1, 'stop']`. */
export interface ParamsIssue {
  path: readonly (string | number)[];
  /** A sentence for an operator. */
  message: string;
  /** `invalid_params` unless given. */
  code?: ErrorCode;
}

/** What an author writes; see {@link definePlan}. */
export interface PlanSpec<S extends z.ZodObject, R> {
  /** How requests call it. Bluesky's name where there is one: `grid_scan`. */
  name: string;
  /** What it does, in a sentence or two. */
  description: string;
  /** The heading under which lists show it: `Scans`. */
  group: string;
  /** Two or three words beside the name in lists: `along lines`. */
  hint?: string;
  /** The parameters: single source of validation, form, documentation and command-line help. */
  params: S;
  /**
   * Parameters that exclude each other: of each group a request gives one at most, and the JSON Schema says so (`not`). They are optional
   * and have no default, because a default would always be given: `[['exposure', 'frame_rate']]`.
   */
  exclusive?: readonly (readonly Extract<keyof z.output<S>, string>[])[];
  /** Rules between parameters that the schema cannot express; yields one issue for each that is broken. */
  check?(params: z.output<S>): Iterable<ParamsIssue>;
  /** Lets requests run that would leave the limits of a device: the device itself refuses, or the plan knows better. */
  allowLimitViolations?: boolean;
  /**
   * Whether a run that was cut short can be gone on with from the point that is missing: the plan goes from point to point of `primary`, in
   * one run, always the same ones for the same parameters, wherever its motors are and whatever it reads. Not for relative or adaptive plans.
   */
  continuable?: boolean;
  /** The plan itself. It receives parsed parameters: defaults filled in, names turned into devices. */
  run(params: z.output<S>): MsgGenerator<R>;
}

/** A plan as the context registers it: frozen, and recognised by {@link isPlanDefinition}. */
export interface PlanDefinition<S extends z.ZodObject = z.ZodObject, R = unknown> extends Readonly<PlanSpec<S, R>> {
  readonly [BRAND]: true;
}

/**
 * Makes a plan that can be registered, offered as a form and requested by name.
 *
 * A `.default()` that holds device names is resolved like a request, when a request is validated; unknown keys are refused at every depth.
 * Throws `invalid_plan` if the name is not an identifier, the description is empty, or a parameter that excludes another is not optional.
 */
export function definePlan<S extends z.ZodObject, R>(spec: PlanSpec<S, R>): PlanDefinition<S, R> {
  if (!/^[a-z_][a-z0-9_]*$/i.test(spec.name)) {
    throw new HutchError('invalid_plan', `"${spec.name}" cannot name a plan: use letters, digits and underscores`);
  }
  if (spec.description.trim() === '') {
    throw new HutchError('invalid_plan', `Plan ${spec.name} has no description`);
  }
  for (const key of spec.exclusive?.flat() ?? []) {
    if (spec.params.shape[key]?._zod.def.type === 'optional') continue;
    throw new HutchError(
      'invalid_plan',
      `Plan ${spec.name}: ${key} excludes another parameter, so it must be optional`,
    );
  }
  return Object.freeze({ ...spec, params: planModel(spec.params), [BRAND]: true as const });
}

/** Whether `candidate`, an export of some module, is a plan made by {@link definePlan}. */
export function isPlanDefinition(candidate: unknown): candidate is PlanDefinition {
  return typeof candidate === 'object' && candidate !== null && BRAND in candidate;
}
