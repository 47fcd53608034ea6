import type { SignalReport } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { deviceHealth } from '../../context/device-health.ts';
import { shownAs } from '../../context/device-model.ts';
import { type Device, isSignalR, isSignalRW, type Signal, SignalX, walkSignals, within } from '../../device/index.ts';
import { valueReading } from './value-reading.ts';

/** How long one signal may take to answer: a report is for a person who waits. */
const READ_TIMEOUT_MS = 3000;

/** Asks every signal of `device` at once, from the control system where it says nothing by itself. Never rejects: who does not answer says so. */
export function signalReports(device: Device): Promise<SignalReport[]> {
  return Promise.all([...walkSignals(device).values()].map(report));
}

async function report(signal: Signal<unknown>): Promise<SignalReport> {
  const { path: name, source: address } = signal;
  const { state, state_since, error } = deviceHealth(name, signal);
  const about = { name, kind: kindOf(signal), address, state, state_since };
  const reachable = state === 'connected' || state === 'mock';
  if (!reachable) return { ...about, ...(error !== undefined && { error }), reading: null };
  try {
    const metadata = shownAs(signal.name, signal.metadata);
    if (!isSignalR(signal)) return { ...about, metadata, reading: null };
    const asked = Promise.resolve(signal.getReading());
    const reading = await within(asked, { timeoutMs: READ_TIMEOUT_MS }, () => silent(signal));
    return { ...about, metadata, reading: valueReading(signal, reading) };
  } catch (thrown) {
    return { ...about, error: HutchError.from(thrown, 'device_failed').message, reading: null };
  }
}

function kindOf(signal: Signal<unknown>): SignalReport['kind'] {
  if (isSignalRW(signal)) return 'SignalRW';
  if (isSignalR(signal)) return 'SignalR';
  return signal instanceof SignalX ? 'SignalX' : 'SignalW';
}

function silent({ path, source }: Signal<unknown>): HutchError {
  return new HutchError('timeout', `${path} (${source}): no answer in ${READ_TIMEOUT_MS / 1000} s`);
}
