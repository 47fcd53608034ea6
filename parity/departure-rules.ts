import { firstDifference } from './kit/first-difference.ts';
import { keptStreams, numberedAsTheyCame } from './kit/numbered-as-they-came.ts';
import type { ParityCase } from './kit/parity-case.ts';
import { type CallEnding, callEnding, lostMessage, stopPlaces } from './kit/recorded-interruptions.ts';
import type { Outcome } from './kit/run-plan-case.ts';

/** A departure that is a matter of where a call is interrupted, and not of a single case. */
export interface DepartureRule {
  readonly differs: string;
  readonly decision: string;
  /** What was recorded, changed to what Hutch does; `null` where the rule has nothing to say. What Hutch did may be looked at, to tell which. */
  readonly expected: (recorded: ParityCase, ours: Outcome) => ParityCase | null;
}

const ENGINE = 'docs/decisions/0010-engine-departures.md';

/** In the order in which they are applied. */
export const DEPARTURE_RULES: readonly DepartureRule[] = [
  {
    differs:
      'what a pause cuts short while rewindable is off is sent again; from there on the two plans are not the same',
    decision: `${ENGINE}, row 3`,
    expected: (recorded, ours) => {
      const lost = lostMessage(recorded);
      if (lost === null || firstDifference(ours.messages[lost], ours.messages[lost + 1]) !== null) return null;
      const messages = [...recorded.messages.slice(0, lost + 1), ...ours.messages.slice(lost + 1)];
      return { ...recorded, ...ours.end, messages, documents: ours.documents, device_log: ours.calls } as ParityCase;
    },
  },
  {
    differs: 'nothing that a halted plan yields is executed',
    decision: `${ENGINE}, row 10`,
    expected: (recorded) => {
      const ending = callEnding(recorded);
      if (ending?.kind !== 'halt' || recorded.messages.length <= ending.sent) return null;
      return { ...recorded, messages: recorded.messages.slice(0, ending.sent) };
    },
  },
  {
    differs: 'the numbers of interruptions and monitors never go back',
    decision: `${ENGINE}, row 7`,
    expected: withoutRewind,
  },
  {
    differs: 'a run that is closed after an abort or a halt is no success',
    decision: `${ENGINE}, row 6`,
    expected: (recorded) =>
      changeStops(recorded, (stop) => (stop.exit_status === 'success' ? { ...stop, exit_status: 'abort' } : stop)),
  },
  {
    differs: 'the reason of an abort stands in the stop document of every run',
    decision: `${ENGINE}, row 5`,
    expected: (recorded) =>
      changeStops(recorded, (stop, { reason }) => ((stop.reason ?? '') === '' && reason ? { ...stop, reason } : stop)),
  },
];

/** The case with the events of interruptions and monitors numbered as they came; `null` if they are. */
function withoutRewind(recorded: ParityCase): ParityCase | null {
  const { documents, changed } = numberedAsTheyCame(recorded.documents, keptStreams(recorded.messages));
  return changed ? { ...recorded, documents } : null;
}

type Stop = Readonly<Record<string, unknown>>;

/** The case with other stop documents, of those that were written after the call was aborted or halted; `null` if none is another. */
function changeStops(recorded: ParityCase, change: (stop: Stop, ending: CallEnding) => Stop): ParityCase | null {
  const ending = callEnding(recorded);
  if (ending === null || ending.kind === 'stop') return null;
  const places = stopPlaces(recorded.messages);
  let changed = false;
  let nth = 0;
  const documents = recorded.documents.map(([name, document]) => {
    if (name !== 'stop') return [name, document];
    const place = places[nth++] ?? Number.POSITIVE_INFINITY;
    const stop = place >= ending.from ? change(document as Stop, ending) : document;
    changed ||= stop !== document;
    return [name, stop];
  });
  return changed ? { ...recorded, documents } : null;
}
