import { z } from 'zod';
import { type DeviceModel, type DeviceState, LostSignal } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { type ConnectionState, type Device, type LazyDevice, walkSignals } from '../device/index.ts';

/** How a device is, as models, readbacks and errors tell it. */
export type Health = Pick<DeviceModel, 'state' | 'error' | 'lost' | 'at' | 'next_step'> & {
  /** Seconds since the epoch. */
  readonly state_since: number;
};

/** So many signals are named one by one; a crate that is switched off takes hundreds with it. */
const NAMED_SIGNALS = 3;

const LostSignals = z.array(LostSignal);

/** How a device that is built is; `path` is its dotted path. */
export function deviceHealth(path: string, device: Device): Health {
  const { state, since, error } = device.connection;
  switch (state) {
    case 'disconnected':
      return lostHealth(path, device, since);
    case 'failed':
      return {
        state,
        state_since: since,
        ...(error && { error: error.message, lost: signalsOf(error) }),
        next_step: `Look whether its server runs and its addresses are right, then try again: hutch devices ${path} retry`,
      };
    case 'unconnected':
    case 'connecting':
    case 'connected':
    case 'mock':
      return { state: deviceState(state), state_since: since };
  }
}

/** How a declared device is that is not built. */
export function unbuiltHealth({ name, health }: LazyDevice): Health {
  const { state, since, error } = health;
  if (state !== 'failed' || !error) return { state, state_since: since };
  const at = error.details?.at;
  return {
    state,
    state_since: since,
    error: error.message,
    ...(typeof at === 'string' && { at }),
    next_step:
      typeof at === 'string'
        ? `Look at ${at}. After a change there start Hutch again; otherwise try again: hutch devices ${name} retry`
        : `When that has changed, try again: hutch devices ${name} retry`,
  };
}

/**
 * The error of a device that has lost its connection, `undefined` for one that has not: `not_connected`, in a sentence with the time, the
 * signals, their addresses and the cause. `details` has `device`, `lost` and `next_step`.
 */
export function lostDeviceError(path: string, device: Device, cause?: unknown): HutchError | undefined {
  if (device.connection.state !== 'disconnected') return undefined;
  const { error = '', lost = [], next_step = '' } = deviceHealth(path, device);
  return new HutchError('not_connected', error, {
    details: { device: path, lost: lost.map((signal) => ({ ...signal })), next_step },
    cause,
  });
}

/** `error` with what to try next in its details, where a device could not be had. */
export function withNextStep(error: HutchError, { next_step }: Health): HutchError {
  if (next_step === undefined || error.details?.next_step !== undefined) return error;
  return new HutchError(error.code, error.message, { details: { ...error.details, next_step }, cause: error });
}

/** The contract's word for the state of a connection. */
export function deviceState(state: ConnectionState): DeviceState {
  return state === 'unconnected' ? 'declared' : state;
}

function lostHealth(path: string, device: Device, since: number): Health {
  const signals = [...walkSignals(device).values()].filter(({ connection }) => connection.state === 'disconnected');
  const lost = signals.map(({ path: signal, source: address, lostBecause }) => ({
    signal,
    address,
    cause: lostBecause ?? 'connection lost',
  }));
  // A second signal that goes does not make the first one's absence shorter.
  const from = Math.min(since, ...signals.map(({ connection }) => connection.since));
  return {
    state: 'disconnected',
    state_since: from,
    error: `${path} does not answer since ${clockTime(from)}: ${lostSentence(lost)}`,
    lost,
    next_step: `Look at its power and its server: it comes back by itself when it answers. To try now: hutch devices ${path} retry`,
  };
}

/** `a (address), b (address): cause`, signals with one cause together. */
function lostSentence(lost: readonly LostSignal[]): string {
  const byCause = new Map<string, LostSignal[]>();
  for (const signal of lost) byCause.set(signal.cause, [...(byCause.get(signal.cause) ?? []), signal]);
  return [...byCause].map(([cause, signals]) => `${namesOf(signals)}: ${cause}`).join('; ');
}

function namesOf(signals: readonly LostSignal[]): string {
  const named = signals.slice(0, NAMED_SIGNALS).map(({ signal, address }) => `${signal} (${address})`);
  const more = signals.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

/** The signals in the details of an error of connecting. */
function signalsOf(error: HutchError): LostSignal[] {
  const parsed = LostSignals.safeParse(error.details?.signals);
  return parsed.success ? parsed.data : [];
}

/** The time on the wall: `14:02:11`. */
function clockTime(seconds: number): string {
  return new Date(seconds * 1000).toTimeString().slice(0, 8);
}
