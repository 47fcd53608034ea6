import { HutchError } from '#shared/errors.ts';

/** Whether the engine threw `error` to halt a plan: no plan may clean up after that. */
export function isPlanHalt(error: unknown): boolean {
  return error instanceof HutchError && error.code === 'plan_halt';
}

/** With which exit status a run ends into which the engine threw `error`; `undefined` if it was no request to stop or to abort. */
export function controlExitStatus(error: unknown): 'success' | 'abort' | undefined {
  if (!(error instanceof HutchError)) return undefined;
  if (error.code === 'request_stop') return 'success';
  return error.code === 'request_abort' ? 'abort' : undefined;
}

/** The sentence of anything that was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
