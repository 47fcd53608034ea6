import { MINUS } from '../../components/format-number.ts';

/**
 * What has been typed, as a number where it is one, else as it stands; `undefined` when nothing has been typed.
 * Spaces between digits and a true minus are read as a person means them.
 */
export function parseNumber(text: string): number | string | undefined {
  const plain = text
    .trim()
    .replace(/[\s\u2009\u00a0]/g, '')
    .replaceAll(MINUS, '-');
  if (plain === '') return undefined;
  const number = Number(plain);
  return Number.isFinite(number) && /^[-+.\deE]+$/.test(plain) ? number : text.trim();
}

/** Numbers between spaces, commas or semicolons, in order; what is no number stays as it stands. */
export function parseNumbers(text: string): (number | string)[] {
  return text
    .split(/[\s,;]+/)
    .map(parseNumber)
    .filter((value) => value !== undefined);
}
