/** Thin space between groups of three digits. */
export const THIN_SPACE = '\u2009';
/** The minus sign; a hyphen is too short beside digits. */
export const MINUS = '\u2212';
/** What stands where there is no value. */
export const DASH = '\u2014';

const LONGEST_FREE = 6;

/**
 * A number as the console writes it: a true minus sign, groups of three digits a thin space apart on both sides of the point
 * (from five digits on, before the point from four), `precision` digits after the point.
 * Without a precision: integers in full, others with up to six significant digits. Large and tiny ones as `1.23e6`.
 */
export function formatNumber(value: number, precision?: number): string {
  if (Number.isNaN(value)) return DASH;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  const plain = toPlainDigits(Math.abs(value), precision);
  const isZero = !/[1-9]/.test(plain);
  return (value < 0 && !isZero ? MINUS : '') + plain;
}

function toPlainDigits(size: number, precision: number | undefined): string {
  if (size >= 1e12 || (precision === undefined && size > 0 && size < 1e-4)) {
    const [digits = '', exponent = ''] = size.toExponential(LONGEST_FREE - 1).split('e');
    return `${digits.replace(/\.?0+$/, '')}e${exponent.replace('+', '').replace('-', MINUS)}`;
  }
  const digits = precision === undefined ? shortest(size) : size.toFixed(Math.min(Math.max(precision, 0), 20));
  const [whole = '0', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return fraction === undefined ? grouped : `${grouped}.${fraction.replace(/(\d{3})(?=\d)/g, `$1${THIN_SPACE}`)}`;
}

function shortest(size: number): string {
  if (Number.isInteger(size)) return size.toFixed(0);
  return String(Number(size.toPrecision(LONGEST_FREE)));
}
