import type { Event, EventPage } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import type { PartialEventPage } from '../protocols.ts';
import type { EventStream } from './event-stream.ts';
import { newUid } from './new-uid.ts';

/** Turns events of one stream, at least one, into a page: column by column. */
export function packEventPage(events: readonly Event[]): EventPage {
  const [first] = events;
  const column = <T>(pick: (event: Event) => Record<string, T>): Record<string, T[]> =>
    Object.fromEntries(
      Object.keys(first === undefined ? {} : pick(first)).map((key) => [
        key,
        events.map((event) => pick(event)[key] as T),
      ]),
    );
  return {
    time: events.map((event) => event.time),
    uid: events.map((event) => event.uid),
    seq_num: events.map((event) => event.seq_num),
    descriptor: first?.descriptor ?? '',
    filled: column((event) => event.filled ?? {}),
    data: column((event) => event.data),
    timestamps: column((event) => event.timestamps),
  };
}

/** Completes a page as a device gives it with uids and row numbers. Throws `device_failed` when its columns do not fit. */
export function composeEventPage(partial: PartialEventPage, stream: EventStream): EventPage {
  const names = Object.keys(partial.data);
  const rows = partial.data[names[0] ?? '']?.length ?? 0;
  const fits =
    names.length === stream.keys.length &&
    stream.keys.every((key) => partial.data[key]?.length === rows && partial.timestamps[key]?.length === rows);
  if (!fits) {
    throw new HutchError(
      'device_failed',
      `A page of stream '${stream.name}' has the fields ${names.join(', ')}; it must have ${stream.keys.join(', ')}, equally long`,
    );
  }
  const start = stream.nextSeqNum;
  stream.nextSeqNum += rows;
  const times = partial.time?.length === rows ? partial.time : Array.from({ length: rows }, epochSeconds);
  return {
    uid: Array.from({ length: rows }, newUid),
    time: [...times],
    seq_num: Array.from({ length: rows }, (_, row) => start + row),
    descriptor: stream.descriptor.uid,
    filled: { ...partial.filled },
    data: partial.data,
    timestamps: partial.timestamps,
  };
}
