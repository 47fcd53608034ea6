/** A recorded case that ends otherwise here, on purpose. */
export interface Departure {
  /** Name of the case. */
  readonly case: string;
  /** What differs, in a sentence. */
  readonly differs: string;
  /** Where the decision is: a row of `docs/decisions/0010-engine-departures.md`, or another file. */
  readonly decision: string;
}

/** A case that only makes sense in Python. */
export interface SkippedCase {
  readonly case: string;
  readonly reason: string;
}

function departure(name: string, differs: string, row: number): Departure {
  return { case: name, differs, decision: `docs/decisions/0010-engine-departures.md, row ${row}` };
}

/**
 * Every case in which Hutch differs from Bluesky on purpose, whether its recording is in `cases/` or not.
 * A case that is listed but does not differ any more fails.
 */
export const DEPARTURES: readonly Departure[] = [
  departure('re_abort_bp_count', 'the reason of the abort stands in the stop document', 5),
  departure('re_abort_plan_swallows_requestabort', 'a plan that swallows an abort still ends as aborted', 6),
  departure(
    're_md_validator_rejects',
    'metadata of the call are refused before anything happens and before a scan number is spent',
    8,
  ),
  departure('re_halt_finally_with_yield', 'nothing that a halted plan yields is executed', 10),
  departure(
    're_pause_nonrewindable_wait_is_lost',
    'a wait that was interrupted while rewindable was off is waited again, and answered',
    3,
  ),
  departure('re_preprocessor_order', 'the first preprocessor is the outermost', 9),
  departure('re_suspend_monitors', 'a monitor is subscribed once after a suspension', 4),
  departure('re_suspend_record_interruptions_counter', 'the numbers of interruptions never go back', 7),
  departure('re_suspend_resume_pre_post', 'the numbers of interruptions never go back', 7),
  departure(
    're_suspend_then_pause_then_resume_still_tripped',
    'a suspender that is still tripped after pause and resume is waited for',
    1,
  ),
  departure('re_suspend_while_paused', 'a suspender that trips while the plan is paused holds the resume', 2),
  departure('re_uncaught_invalid_command', 'the reason is a sentence for an operator', 20),
];

/** An error that Bluesky raises by mistake where Hutch goes on, or says something an operator understands. */
export interface MistakenError {
  /** Class and sentence of the error, as recorded. */
  readonly type: string;
  readonly message: string;
  /** What Hutch does instead. */
  readonly differs: string;
  readonly decision: string;
}

/** Whatever case ends with one of these departs, too: they are no matter of a single case. */
export const MISTAKEN_ERRORS: readonly MistakenError[] = [
  {
    type: 'TypeError',
    message: "'Status' object is not iterable",
    differs: 'lazily_stage_wrapper stages devices of the new style as well',
    decision: 'docs/decisions/0011-plan-departures.md, row 1',
  },
  {
    type: 'RuntimeError',
    message: 'generator raised StopIteration',
    differs: 'a spiral without points is refused with a sentence',
    decision: 'docs/decisions/0011-plan-departures.md, row 2',
  },
  {
    type: 'KeyError',
    message: "'interruptions'",
    differs: 'a run may be paused twice before its first checkpoint while interruptions are recorded',
    decision: 'docs/decisions/0010-engine-departures.md, row 7',
  },
];

/** Cases that are about Python itself. */
export const SKIPPED: readonly SkippedCase[] = [];
