import { HutchError } from '#shared/errors.ts';

/** Why a device did not connect: a signal with its address and cause, or a device with those of its parts that failed, by child name. */
export type ConnectFailure =
  | { readonly kind: 'signal'; readonly address: string; readonly cause: string }
  | { readonly kind: 'device'; readonly parts: { readonly [child: string]: ConnectFailure } };

/** One signal that did not answer. `signal` is its dotted path: `stage.x.velocity`. */
export interface LostSignal {
  readonly signal: string;
  readonly address: string;
  readonly cause: string;
}

const failures = new WeakMap<HutchError, ConnectFailure>();

/**
 * The error of a device at `path` that did not connect: `not_connected`. The message names each signal, its address and the cause,
 * indented as the devices are nested; `details.signals` holds the same as {@link LostSignal}s.
 */
export function connectError(path: string, failure: ConnectFailure): HutchError {
  const signals = lostSignals(path, failure);
  const error = new HutchError('not_connected', [`${path} cannot be connected`, ...lines(failure, 1)].join('\n'), {
    details: { signals: signals.map((lost) => ({ ...lost })) },
  });
  failures.set(error, failure);
  return error;
}

/** The tree in `error`; anything else that was thrown becomes a leaf at `address`. */
export function connectFailure(error: unknown, address: string): ConnectFailure {
  const known = error instanceof HutchError ? failures.get(error) : undefined;
  if (known) return known;
  return { kind: 'signal', address, cause: error instanceof Error ? error.message : String(error) };
}

/** The leaves of `failure`, with their paths below `path`. */
export function lostSignals(path: string, failure: ConnectFailure): LostSignal[] {
  if (failure.kind === 'signal') return [{ signal: path, address: failure.address, cause: failure.cause }];
  return Object.entries(failure.parts).flatMap(([child, part]) => lostSignals(`${path}.${child}`, part));
}

function lines(failure: ConnectFailure, depth: number): string[] {
  const indent = '  '.repeat(depth);
  if (failure.kind === 'signal') return [`${indent}${failure.address}: ${failure.cause}`];
  return Object.entries(failure.parts).flatMap(([child, part]) =>
    part.kind === 'signal'
      ? [`${indent}${child} (${part.address}): ${part.cause}`]
      : [`${indent}${child}`, ...lines(part, depth + 1)],
  );
}
