import { HutchError } from '#shared/errors.ts';

const UNITS_S: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * A moment as a person says it, in seconds since the epoch: `2026-11-22`, `2026-11-22 14:30` (times of this place), or how long ago: `30m`, `2d`.
 *
 * @param now seconds since the epoch
 * @throws HutchError `usage` for anything else
 */
export function parseTime(text: string, now: number): number {
  const [, count, unit] = /^(\d+)([mhdw])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return now - Number(count) * (UNITS_S[unit] ?? 0);
  // A date alone would be taken for one of Greenwich.
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const time = Date.parse(isDay ? `${text}T00:00` : text.replace(' ', 'T'));
  if (Number.isNaN(time))
    throw new HutchError('usage', `"${text}" is no time: it looks like 2026-11-22, "2026-11-22 14:30" or 2d.`);
  return time / 1000;
}
