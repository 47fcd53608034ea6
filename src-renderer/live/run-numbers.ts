import type { RunData } from '../stores/run-data.ts';
import type { RunStream } from '../stores/run-stream.ts';
import { POINT_FIELD, TIME_FIELD } from './run-field.ts';

const NOTHING = new Float64Array();

/**
 * The numbers of one field of a stream, one a row: a data key, the number of the point, or the time in seconds since the run began.
 * Empty where the field holds no numbers. Valid until the next version of the run store.
 */
export function runNumbers(run: RunData, stream: RunStream, key: string): Float64Array {
  if (key === POINT_FIELD) return stream.seqNum.values;
  if (key === TIME_FIELD) return stream.time.values.map((time) => time - run.start.time);
  return stream.numbers(key) ?? NOTHING;
}
