import { HutchError } from '#shared/errors.ts';
import type { DetectorWriter } from './detector-logic.ts';
import type { ReportProgress } from './watchable-async-status.ts';

/** Which frames are waited for, counted as the writer counts them. */
export interface ExpectedFrames {
  /** Events that are there before the first of them. */
  readonly initial: number;
  /** Events that are there after the last of them. */
  readonly target: number;
  /** Longest time between two of them, in s. */
  readonly patienceS: number;
  /** Ends the wait: it rejects with the reason. */
  readonly signal: AbortSignal;
  readonly report: ReportProgress;
}

/**
 * Settles when `writer` has written what is expected of the detector with this path and name. Rejects with `timeout`, which says how many are
 * missing, with `cancelled`, and with what the writer rejects with.
 */
export async function framesWritten(
  { path, name }: { readonly path: string; readonly name: string },
  writer: DetectorWriter,
  { initial, target, patienceS, signal, report }: ExpectedFrames,
): Promise<void> {
  const known = { name, initial, target, unit: 'events', precision: 0 };
  try {
    for await (const current of writer.observeIndices({ timeoutMs: patienceS * 1000, signal })) {
      report({ ...known, current, fraction: (target - current) / (target - initial) });
      if (current >= target) return;
    }
  } catch (thrown) {
    if (!(thrown instanceof HutchError) || thrown.code !== 'timeout') throw thrown;
    const missing = `${path} wrote ${await writer.indicesWritten()} of ${target} frames, and none for ${patienceS} s`;
    throw new HutchError('timeout', missing, { cause: thrown });
  }
}
