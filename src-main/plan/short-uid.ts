const SPAN = 2 ** 24;

/** Odd, so that all numbers of six hexadecimal digits come before any comes twice; large, so that neighbours look different. */
const STRIDE = 0x9e3779;

let last = Math.floor(Math.random() * SPAN);

/** A label and six hexadecimal digits: `trigger-3fa9c1`. Names a group for the time of one step; made by the million, so no UUID. */
export function shortUid(label: string): string {
  last = (last + STRIDE) % SPAN;
  return `${label}-${last.toString(16).padStart(6, '0')}`;
}
