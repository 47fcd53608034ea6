type Encoded = readonly unknown[];
type Fields = Readonly<Record<string, unknown>>;

/** Names of the streams of which nothing is taken again after a pause: interruptions, and those of monitors. */
export function keptStreams(messages: readonly Encoded[]): ReadonlySet<string> {
  const monitored = messages
    .filter(([command]) => command === 'monitor')
    .map(([, device, , kwargs]) => String((kwargs as Fields).name ?? `${String(device)}_monitor`));
  return new Set(['interruptions', ...monitored]);
}

/** `documents` with the events of `streams` numbered from 1, and counted in the stop document; and whether that changes anything. */
export function numberedAsTheyCame(
  documents: readonly Encoded[],
  streams: ReadonlySet<string>,
): { documents: unknown[][]; changed: boolean } {
  const streamOf = new Map<unknown, { name: string; run: unknown; events: number }>();
  let changed = false;
  const number = (name: unknown, document: Fields): Fields => {
    if (name === 'descriptor' && streams.has(String(document.name))) {
      streamOf.set(document.uid, { name: String(document.name), run: document.run_start, events: 0 });
    }
    const stream = name === 'event' ? streamOf.get(document.descriptor) : undefined;
    if (stream) {
      stream.events += 1;
      return { ...document, seq_num: stream.events };
    }
    if (name !== 'stop') return document;
    const counted = [...streamOf.values()].filter(({ run, events }) => run === document.run_start && events > 0);
    const numbers = Object.fromEntries(counted.map((one) => [one.name, one.events]));
    return { ...document, num_events: { ...(document.num_events as Fields), ...numbers } };
  };
  const numbered = documents.map(([name, document]) => {
    const fields = number(name, document as Fields);
    changed ||= JSON.stringify(fields) !== JSON.stringify(document);
    return [name, fields];
  });
  return { documents: numbered, changed };
}
