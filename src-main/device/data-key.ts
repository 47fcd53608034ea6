import type { DataKey } from '../engine/reading.ts';
import type { SignalMetadata } from './signal-backend.ts';

/** The data key of a value with this address and metadata, valid against event-model 1.24. */
export function dataKey(source: string, metadata: SignalMetadata): DataKey {
  const { dtype, dtypeNumpy, shape, units, precision, limits, choices } = metadata;
  return {
    source,
    dtype,
    shape: [...shape],
    dtype_numpy: dtypeNumpy,
    ...(units !== undefined && { units }),
    ...(precision !== undefined && { precision }),
    ...(limits && { limits: { control: { low: limits.low, high: limits.high } } }),
    ...(choices && { choices: [...choices] }),
  };
}
