import type { SignalReport, ValueMetadata, ValueReading } from '#shared/contract/index.ts';
import { fixedDigits } from './fixed-digits.ts';

/** A value as its metadata wants it shown, with units: `12.500 mm`; an array too large for a line by its shape: `48 × 64 values`. */
export function valueText(reading: ValueReading | null, metadata: ValueMetadata | undefined): string {
  if (!reading) return '–';
  const { value } = reading;
  if (value === null) {
    const shape = metadata?.shape ?? [];
    return shape.length > 0 ? `${shape.join(' × ')} values` : 'no number';
  }
  const units = metadata?.units ? ` ${metadata.units}` : '';
  if (typeof value === 'number' && metadata?.precision !== undefined)
    return fixedDigits(value, metadata.precision) + units;
  return (typeof value === 'string' ? value : JSON.stringify(value)) + units;
}

/** How old a value is: `0.3 s`, `42 s`, `7 min`, `3 h`, `12 d`. */
export function ageText(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** What is wrong with a value, in a word; empty where nothing is. */
export function alarmText({ reading }: Pick<SignalReport, 'reading'>): string {
  switch (reading?.alarm_severity) {
    case 'minor':
    case 'major':
      return `${reading.alarm_severity} alarm`;
    case 'invalid':
      return 'invalid';
    case 'none':
    case undefined:
      return '';
  }
}
