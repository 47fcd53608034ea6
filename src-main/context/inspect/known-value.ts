import { HutchError } from '#shared/errors.ts';
import { isSignalR, type Signal, type SignalMetadata, SoftSignalBackend } from '../../device/index.ts';

/** The value of `signal` as far as it is known without asking anybody; `undefined` where it is not. */
export function knownValue(signal: Signal<unknown>): unknown {
  if (!isSignalR(signal)) return undefined;
  const last = signal.lastReading;
  if (last) return last.value;
  // Of a soft signal, and of what is computed from those, the value is in this process: nobody is asked.
  if (!(signal.backend instanceof SoftSignalBackend || (signal.simulated && signal.backend.derived))) return undefined;
  try {
    const reading = signal.backend.getReading();
    if (!(reading instanceof Promise)) return reading.value;
    reading.catch(() => undefined);
    return undefined;
  } catch (thrown) {
    return unknownUnlessConnected(thrown);
  }
}

/** Units, limits and choices of `signal`; `undefined` where the control system has not told them yet. */
export function knownMetadata(signal: Signal<unknown>): SignalMetadata | undefined {
  try {
    return signal.metadata;
  } catch (thrown) {
    return unknownUnlessConnected(thrown);
  }
}

function unknownUnlessConnected(thrown: unknown): undefined {
  if (thrown instanceof HutchError && thrown.code === 'not_connected') return undefined;
  throw thrown;
}

/** What stands for a value that nobody knows: 0, or the nearest that may be set; the first choice; what is empty. */
export function inventedValue(metadata: SignalMetadata | undefined): unknown {
  switch (metadata?.dtype ?? 'number') {
    case 'number':
    case 'integer': {
      const { low, high } = metadata?.limits ?? { low: null, high: null };
      return Math.min(Math.max(0, low ?? Number.NEGATIVE_INFINITY), high ?? Number.POSITIVE_INFINITY);
    }
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'string':
      return metadata?.choices?.[0] ?? '';
  }
}
