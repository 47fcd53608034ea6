import type { ParityCase } from './parity-case.ts';

type Encoded = readonly unknown[];

/** How a recorded call was ended from outside. */
export interface CallEnding {
  readonly kind: 'stop' | 'abort' | 'halt';
  readonly reason: string;
  /** The first message that was executed after it was asked for; its place, from 0. */
  readonly from: number;
  /** How many messages a plan that is not let clean up sends. */
  readonly sent: number;
}

/** How the call of a case was ended: by a request at a message, or while it was paused; `null` if it was not. */
export function callEnding({ interrupt, messages, calls = [], refused = [] }: ParityCase): CallEnding | null {
  for (const { at, do: verb, reason = '' } of interrupt?.requests ?? []) {
    const happened = at <= messages.length && !refused.includes(at);
    if (happened && verb !== 'pause' && verb !== 'deferred_pause')
      return { kind: verb, reason, from: at - 1, sent: at };
  }
  for (const [index, { call, after }] of calls.slice(1).entries()) {
    if (call === 'run' || call === 'resume') continue;
    return { kind: call, reason: interrupt?.when_paused?.[index]?.reason ?? '', from: after, sent: after };
  }
  return null;
}

/** For each stop document that a message asked for, the place of that message. Runs that are left open are closed at the end. */
export function stopPlaces(messages: readonly Encoded[]): number[] {
  const open = new Set<string>();
  const places: number[] = [];
  for (const [place, [command, , , , run]] of messages.entries()) {
    const key = JSON.stringify(run ?? null);
    if (command === 'open_run') open.add(key);
    if (command === 'close_run' && open.delete(key)) places.push(place);
  }
  return places;
}

/** Commands whose answer Bluesky loses when a pause comes while the engine is not rewindable. */
const LOST = new Set(['wait', 'wait_for', 'sleep', 'input', 'read', 'locate']);

/** The first message that a pause made Bluesky lose, its place from 0; `null` if there is none. */
export function lostMessage({ interrupt, messages, refused = [] }: ParityCase): number | null {
  const pauses = (interrupt?.requests ?? []).filter(
    (request) => request.do === 'pause' && !refused.includes(request.at),
  );
  const places = pauses.map(({ at }) => at - 1).filter((place) => LOST.has(String(messages[place]?.[0])));
  return places.sort((a, b) => a - b).find((place) => !rewindableAt(messages, place)) ?? null;
}

function rewindableAt(messages: readonly Encoded[], place: number): boolean {
  const last = messages.slice(0, place).findLast(([command]) => command === 'rewindable');
  return last === undefined || (last[2] as unknown[])[0] === true;
}

/** The first message, one of `commands`, that a request cut short in Bluesky, because something is awaited in it; its place from 0. */
export function cutShort(
  { interrupt, messages, refused = [] }: ParityCase,
  commands: readonly string[],
): number | null {
  const requests = (interrupt?.requests ?? []).filter(
    ({ at, do: verb }) => verb !== 'deferred_pause' && !refused.includes(at),
  );
  const places = requests.map(({ at }) => at - 1).sort((a, b) => a - b);
  return places.find((place) => commands.includes(String(messages[place]?.[0]))) ?? null;
}
