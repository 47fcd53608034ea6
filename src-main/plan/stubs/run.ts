import { type MsgGenerator, msg } from '../../engine/msg.ts';

/** What the author of a plan writes into the start document of a run. */
export type PlanMetadata = Readonly<Record<string, unknown>>;

/** Begins a run with `md` in its start document. Returns the uid of the run. */
export function* openRun(md: PlanMetadata | null = null): MsgGenerator<string> {
  return (yield msg('open_run', null, [], { ...md })) as string;
}

/** How a run ended, where that is not left to the engine to tell. */
export interface CloseRunOptions {
  exitStatus?: 'success' | 'abort' | 'fail' | null;
  reason?: string | null;
}

/** Ends the run. Returns its uid. */
export function* closeRun({ exitStatus = null, reason = null }: CloseRunOptions = {}): MsgGenerator<string> {
  return (yield msg('close_run', null, [], { exit_status: exitStatus, reason })) as string;
}
