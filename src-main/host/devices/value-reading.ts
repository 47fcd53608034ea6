import { type AlarmSeverity, AlarmSeverity as Severity, type ValueReading } from '#shared/contract/index.ts';
import type { Json } from '#shared/json.ts';
import type { SignalR } from '../../device/index.ts';
import type { Reading } from '../../engine/reading.ts';

/** Larger values, frames, are no readbacks: they are data. */
const MAX_CELLS = 100;
const SEVERITIES: readonly AlarmSeverity[] = Severity.options;

/** A reading of `signal`, in its own type, as a client gets it now. */
export function valueReading(signal: SignalR<unknown>, reading: Reading): ValueReading {
  const { timestamp, alarm_severity = 0 } = reading;
  return {
    value: readbackValue(signal, reading.value),
    timestamp,
    // A control system whose clock is ahead makes no value from the future.
    age: Math.max(0, Math.round(Date.now() - timestamp * 1000)) / 1000,
    alarm_severity: SEVERITIES[alarm_severity] ?? 'invalid',
  };
}

/** A value of `signal` as JSON carries it: `null` for what is no number, and for what is too large to be a readback. */
export function readbackValue(signal: SignalR<unknown>, value: unknown): Json {
  const { datatype } = signal.backend;
  // Before anything is converted: a frame has millions of cells.
  if (typeof value === 'object' && value !== null && cells(datatype.shapeOf(value)) > MAX_CELLS) return null;
  return asJson(datatype.toDocument(value));
}

function cells(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((product, length) => product * (length ?? Number.POSITIVE_INFINITY), 1);
}

function asJson(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value) && value.length <= MAX_CELLS) return value.map(asJson);
  return null;
}
