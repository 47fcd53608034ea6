import { isBusy } from '#shared/contract/is-busy.ts';
import type { WorkerState } from '#shared/contract/worker.ts';

/** Whether a verb acts in a state, and why not. */
export interface VerbRule {
  /** Why it cannot act now; absent when it can. */
  reason?: string | undefined;
}

/**
 * What Pause, Resume, Stop and Abort do now. Stop and Abort act whenever something runs, whatever its state; `readOnly` is why nothing can
 * be asked of the host at all.
 */
export function verbRules(
  state: WorkerState,
  readOnly: string | undefined,
): {
  pause: VerbRule & { verb: 'Pause' | 'Resume' };
  stop: VerbRule;
  abort: VerbRule;
} {
  const verb = state === 'PAUSED' ? 'Resume' : 'Pause';
  if (readOnly !== undefined) {
    // What runs goes on where it runs: that is where it can be ended.
    const reason = isBusy(state) ? `${readOnly}: it can be ended where it runs` : readOnly;
    return { pause: { verb, reason }, stop: { reason }, abort: { reason } };
  }
  if (!isBusy(state)) {
    const reason = state === 'PANICKED' ? 'The engine has panicked: restart Hutch' : 'Nothing runs now';
    return { pause: { verb, reason }, stop: { reason }, abort: { reason } };
  }
  return { pause: { verb, reason: pauseReason(state) }, stop: {}, abort: {} };
}

function pauseReason(state: WorkerState): string | undefined {
  switch (state) {
    case 'RUNNING':
    case 'PAUSED':
      return undefined;
    case 'PAUSING':
      return 'It is pausing already';
    case 'SUSPENDING':
      return 'It is being suspended now';
    case 'STOPPING':
    case 'ABORTING':
    case 'HALTING':
      return 'It is ending already';
    case 'IDLE':
    case 'PANICKED':
    case 'UNKNOWN':
      return 'Nothing runs now';
  }
}
