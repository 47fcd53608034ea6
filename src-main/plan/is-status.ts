import type { Status } from '../engine/status.ts';

/** Whether `candidate` is a status: what the engine answers to messages that start something. */
export function isStatus(candidate: unknown): candidate is Status {
  return typeof candidate === 'object' && candidate !== null && 'done' in candidate && 'addCallback' in candidate;
}
