import { DASH, formatNumber } from './format-number.ts';

interface NumProps {
  /** `null` and `undefined` show a dash. */
  value: number | null | undefined;
  /** Digits after the point. */
  precision?: number | undefined;
  /** Shown small and dimmed behind the number. */
  units?: string | undefined;
}

/** A number in tabular figures, grouped, with its unit dimmed. */
export function Num({ value, precision, units }: NumProps) {
  const isMissing = value === null || value === undefined;
  return (
    <span className="num">
      {isMissing ? DASH : formatNumber(value, precision)}
      {units && !isMissing ? <span className="unit"> {units}</span> : null}
    </span>
  );
}
