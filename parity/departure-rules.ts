import { firstDifference } from './kit/first-difference.ts';
import { keptStreams, numberedAsTheyCame } from './kit/numbered-as-they-came.ts';
import type { ParityCase } from './kit/parity-case.ts';
import { type CallEnding, callEnding, cutShort, lostMessage, stopPlaces } from './kit/recorded-interruptions.ts';
import type { Outcome } from './kit/run-plan-case.ts';

/** A departure that is a matter of where a call is interrupted, and not of a single case. */
export interface DepartureRule {
  readonly differs: string;
  /** The row of the decision. */
  readonly row: number;
  /**
   * What was recorded, changed to what Hutch does; `null` where the rule has nothing to say. What Hutch did may be looked at, to see
   * whether it did what the rule says.
   */
  readonly expected: (recorded: ParityCase, ours: Outcome) => ParityCase | null;
}

/** Where the decisions are. */
export const ENGINE_DEPARTURES = 'docs/decisions/0010-engine-departures.md';

/** Tried one after the other, each on what the one before has made, as long as there is a difference. */
export const DEPARTURE_RULES: readonly DepartureRule[] = [
  {
    differs: 'nothing that a halted plan yields is executed',
    row: 10,
    expected: (recorded) => {
      const ending = callEnding(recorded);
      if (ending?.kind !== 'halt' || recorded.messages.length <= ending.sent) return null;
      return { ...recorded, messages: recorded.messages.slice(0, ending.sent) };
    },
  },
  {
    differs: 'the numbers of interruptions and monitors never go back',
    row: 7,
    expected: (recorded) => {
      const { documents, changed } = numberedAsTheyCame(recorded.documents, keptStreams(recorded.messages));
      return changed ? { ...recorded, documents } : null;
    },
  },
  {
    differs: 'a run that is closed after an abort or a halt is no success',
    row: 6,
    expected: (recorded) =>
      changeStops(recorded, (stop) => (stop.exit_status === 'success' ? { ...stop, exit_status: 'abort' } : stop)),
  },
  {
    differs: 'the reason of an abort stands in the stop document of every run',
    row: 5,
    expected: (recorded) =>
      changeStops(recorded, (stop, { reason }) => ((stop.reason ?? '') === '' && reason ? { ...stop, reason } : stop)),
  },
  {
    differs:
      'what a pause cuts short while rewindable is off is sent again; from there on the two plans are not the same',
    row: 3,
    expected: (recorded, ours) => {
      const lost = lostMessage(recorded);
      if (lost === null || firstDifference(ours.messages[lost], ours.messages[lost + 1]) !== null) return null;
      return left(recorded, ours, lost);
    },
  },
  {
    differs: 'a reading that a pause comes upon is finished, and the plan gets it; Bluesky gives it none',
    row: 16,
    expected: (recorded, ours) => {
      const cut = cutShort(recorded, ['read']);
      const missed = cut === lostMessage(recorded) || recorded.calls?.some(({ raised }) => isForWantOfReadings(raised));
      return cut !== null && missed ? left(recorded, ours, cut) : null;
    },
  },
  {
    differs: 'what changes documents is let finish; from there on the two engines have not the same documents',
    row: 16,
    expected: (recorded, ours) => {
      const cut = cutShort(recorded, ['collect', 'declare_stream', 'monitor']);
      return cut === null ? null : left(recorded, ours, cut);
    },
  },
];

/** The case as recorded up to the message at `place`, then as it went here: the plans are not the same from there on. */
function left(recorded: ParityCase, ours: Outcome, place: number): ParityCase {
  const messages = [...recorded.messages.slice(0, place + 1), ...ours.messages.slice(place + 1)];
  return { ...recorded, ...ours.end, messages, documents: ours.documents, device_log: ours.calls } as ParityCase;
}

/** What a plan raises that looks for a value in readings that it did not get. */
function isForWantOfReadings(raised: { readonly type: string } | undefined): boolean {
  return raised?.type === 'KeyError' || raised?.type === 'TypeError' || raised?.type === 'AttributeError';
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
