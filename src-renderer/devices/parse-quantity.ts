/** What somebody typed where a number belongs. */
export type Quantity = { ok: true; value: number } | { ok: false; reason: 'empty' | 'not_a_number' };

/**
 * Reads a number as people write it and as the console shows it: true minus, thin gaps between groups, a decimal comma, a unit at the end.
 * `units` is what may stand behind it: `0.8 mm`.
 */
export function parseQuantity(text: string, units = ''): Quantity {
  let cleaned = text.trim();
  if (units !== '' && cleaned.endsWith(units)) cleaned = cleaned.slice(0, -units.length);
  cleaned = cleaned.replaceAll(/[\s\u2009\u202f\u00a0]/g, '').replaceAll('\u2212', '-');
  if (/^[^.]*,[^,]*$/.test(cleaned)) cleaned = cleaned.replace(',', '.');
  if (cleaned === '') return { ok: false, reason: 'empty' };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cleaned)) return { ok: false, reason: 'not_a_number' };
  const value = Number(cleaned);
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, reason: 'not_a_number' };
}
