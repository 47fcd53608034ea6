import type { DataKey } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';

/** Data keys of each stream that a `describeCollect` speaks of. */
export type KeysByStream = [name: string, keys: Record<string, DataKey>][];

/**
 * Reads an answer of `describeCollect`, which comes in two forms: data keys (one stream, whose name the message gives) or data keys by
 * stream name. Throws `device_failed` when it is neither, or when it names other streams than the message.
 */
export function keysByStream(device: string, answer: Record<string, unknown>, streamName?: string): KeysByStream {
  const entries = Object.entries(answer);
  if (entries.length === 0) return [];
  if (isDataKeys(answer)) return [[streamName ?? 'primary', answer]];
  if (!entries.every(([, keys]) => isDataKeys(keys))) {
    throw new HutchError(
      'device_failed',
      `describeCollect() of ${device} gives neither data keys nor data keys by stream`,
    );
  }
  if (streamName !== undefined && (entries.length !== 1 || entries[0]?.[0] !== streamName)) {
    const names = entries.map(([name]) => `'${name}'`).join(', ');
    throw new HutchError('device_failed', `${device} brings the streams ${names} where '${streamName}' was expected`);
  }
  return entries as KeysByStream;
}

/** Whether these are data keys, and not data keys by stream name. */
export function isDataKeys(value: unknown): value is Record<string, DataKey> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every(
    (key) => typeof key === 'object' && key !== null && 'dtype' in key && 'shape' in key && 'source' in key,
  );
}

/** One field may not stand in two streams of a flyer: its events could not be told apart. */
export function refuseSharedKeys(device: string, streams: KeysByStream): void {
  const owner = new Map<string, string>();
  for (const [name, keys] of streams) {
    for (const key of Object.keys(keys)) {
      const other = owner.get(key);
      if (other !== undefined) {
        throw new HutchError('device_failed', `${device} brings the field '${key}' in both '${other}' and '${name}'`);
      }
      owner.set(key, name);
    }
  }
}
