import type { MessageLine } from '#shared/contract/inspect.ts';
import { formatNumber } from '../components/format-number.ts';

type Value = MessageLine['args'][number];

/** What a message says beside its command and device: `0.02 · group set#2`. What is not said, or is as always, is left out. */
export function messageWords({ args, kwargs, run }: MessageLine): string {
  const named = Object.entries(kwargs)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${key} ${valueWords(value)}`);
  return [...args.map(valueWords), ...named, ...(run === null ? [] : [`run ${valueWords(run)}`])].join(' · ');
}

function valueWords(value: Value): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}
