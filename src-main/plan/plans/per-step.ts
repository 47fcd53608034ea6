import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import type { PositionCache, Step } from '../stubs/take-reading.ts';

/** What a scan does at each point; `oneNdStep` unless given. */
export type PerStep = (detectors: readonly Readable[], step: Step, cache: PositionCache) => MsgGenerator;

/** The same for a scan with one motor: `position` is in its units. */
export type PerStep1d = (detectors: readonly Readable[], motor: Movable & Readable, position: unknown) => MsgGenerator;

/** How a scan reads, and what it writes into the start document. */
export interface ScanOptions {
  /** What to do at each point; move, trigger and read unless given. */
  perStep?: PerStep | null | undefined;
  /** Written into the start document; wins over what the plan writes itself. */
  md?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Lets a step function for one motor be used where scans expect one for many. It throws `invalid_params` if there are many. */
export function perStep1d(step: PerStep1d): PerStep {
  const adapted: PerStep = (detectors, positions) => {
    const [only, second] = [...positions];
    if (!only || second) {
      throw new HutchError('invalid_params', `${step.name} moves one motor, the scan has ${positions.size}`);
    }
    return step(detectors, only[0] as Movable & Readable, only[1]);
  };
  // Start documents hold the name of the function that was given.
  return Object.defineProperty(adapted, 'name', { value: step.name });
}
