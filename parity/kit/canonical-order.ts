/**
 * Bluesky keeps some devices in Python sets, whose order is arbitrary: the recordings pin it, another run of Bluesky need not.
 * These functions bring such places into one order: the motors among devices that are staged or unstaged together, the motors
 * (and their dimensions) of scans whose caller does not list them, and the devices of a stream that is declared.
 */

type Encoded = readonly unknown[];

const MOTOR = /^(motor\d|posmotor)$/;

/** Patterns of Bluesky whose plans list the motors themselves, in the order of their arguments. */
const LISTED = new Set(['inner_product', 'inner_list_product', 'outer_product', 'outer_list_product']);

/** Sorts, inside each run of neighbours for which `group` says the same, those for which it is not `null`. */
function sortNeighbours<T>(items: readonly T[], group: (item: T) => string | null, key: (item: T) => string): T[] {
  const sorted = [...items];
  for (let begin = 0; begin < sorted.length; ) {
    const label = group(sorted[begin] as T);
    let end = begin + 1;
    while (end < sorted.length && group(sorted[end] as T) === label) end += 1;
    if (label !== null) {
      const run = sorted.slice(begin, end).sort((a, b) => (key(a) < key(b) ? -1 : 1));
      sorted.splice(begin, run.length, ...run);
    }
    begin = end;
  }
  return sorted;
}

/** How far a motor may move without anybody noticing: rounding of sines and cosines, which is not the same everywhere. */
const UNNOTICED = 1e-12;

/**
 * `calls` without moves to where a motor is already but for rounding. Scans skip a move to exactly where the motor is; on a spiral,
 * whether two points share a coordinate exactly depends on how the sine was rounded.
 */
function withoutTinyMoves(
  calls: readonly Encoded[],
  isSpiral: boolean,
  moveOf: (call: Encoded) => [motor: string, to: unknown] | null,
) {
  const last = new Map<string, unknown>();
  return calls.filter((call) => {
    const move = moveOf(call);
    if (move === null) return true;
    const [motor, to] = move;
    const from = last.get(motor);
    last.set(motor, to);
    if (typeof from !== 'number' || typeof to !== 'number') return true;
    // Only on a spiral is a move to exactly where the motor is one that rounding has made, or not.
    return from === to ? !isSpiral : Math.abs(from - to) > UNNOTICED;
  });
}

/** Whether the plan that sends `messages` goes along a spiral, whose positions are rounded in their sines. */
function alongSpiral(messages: readonly Encoded[]): boolean {
  const patterns = messages.map(([command, , , kwargs]) =>
    command === 'open_run' ? (kwargs as Readonly<Record<string, unknown>>).plan_pattern : null,
  );
  return patterns.some((pattern) => String(pattern).startsWith('spiral'));
}

/** What the devices of a case have seen while `messages` were sent, without moves to where a motor is already but for rounding. */
export function canonicalCalls(
  calls: Readonly<Record<string, unknown>>,
  messages: readonly Encoded[],
): Record<string, unknown> {
  const isSpiral = alongSpiral(messages);
  return Object.fromEntries(
    Object.entries(calls).map(([device, log]) => [
      device,
      withoutTinyMoves(log as Encoded[], isSpiral, ([call, to]) => (call === 'set' ? [device, to] : null)),
    ]),
  );
}

/** `messages` with motors that are staged together sorted by name, and without moves that are nothing but rounding. */
export function canonicalMessages(messages: readonly Encoded[]): Encoded[] {
  const staged = ([command, device]: Encoded) =>
    (command === 'stage' || command === 'unstage') && MOTOR.test(String(device)) ? String(command) : null;
  const moves = withoutTinyMoves(messages, alongSpiral(messages), ([command, device, args]) =>
    command === 'set' ? [String(device), (args as unknown[])[0]] : null,
  );
  return sortNeighbours(withoutLoneStages(messages, moves), staged, ([, device]) => String(device)).map((message) => {
    const [command, device, args, kwargs, ...rest] = message;
    if (command === 'open_run') return [command, device, args, canonicalStart(kwargs), ...rest];
    if (command === 'declare_stream') return [command, device, [...(args as unknown[])].sort(byText), kwargs, ...rest];
    return message;
  });
}

/** `moves` without the staging of motors for moves that were left out: `lazily_stage_wrapper` sends it right before the move. */
function withoutLoneStages(messages: readonly Encoded[], moves: readonly Encoded[]): readonly Encoded[] {
  const kept = new Set(moves);
  const isFor = (next: Encoded | undefined, stage: Encoded) =>
    next !== undefined && next[0] === 'set' && next[1] === stage[1] && !kept.has(next);
  const lone = new Set(messages.filter((message, i) => message[0] === 'stage' && isFor(messages[i + 1], message)));
  return moves.filter((message) => !lone.has(message));
}

/** `documents` with the motors of start documents in order. */
export function canonicalDocuments(documents: readonly Encoded[]): Encoded[] {
  return documents.map(([name, doc]) => [name, name === 'start' ? canonicalStart(doc) : doc]);
}

function canonicalStart(start: unknown): unknown {
  const { motors, hints, plan_pattern: pattern, ...rest } = start as Readonly<Record<string, unknown>>;
  if (!Array.isArray(motors) || LISTED.has(String(pattern))) return start;
  const kept = { ...rest, plan_pattern: pattern ?? null, motors: [...motors].sort(byText) };
  const { dimensions, ...others } = (hints ?? {}) as Readonly<Record<string, unknown>>;
  if (pattern !== undefined || !Array.isArray(dimensions)) return { ...kept, hints: hints ?? null };
  return { ...kept, hints: { ...others, dimensions: [...dimensions].sort(byText) } };
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
