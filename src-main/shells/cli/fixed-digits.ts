/** `value` with `digits` digits after the point; what rounds to zero has no sign: `0.000`, never `-0.000`. */
export function fixedDigits(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text;
}
