import { type Limits, placeBetween } from './jog.ts';

interface LimitsBarProps {
  limits: Limits | undefined;
  readback: number | null;
  setpoint: number | null;
  /** `limits −25 to 25 mm, now 0.660, asked for 0.680`. */
  words: string;
}

/** Where a motor stands between its limits (tick) and where it is asked to go (ring, while the two differ). */
export function LimitsBar({ limits, readback, setpoint, words }: LimitsBarProps) {
  const here = placeBetween(limits, readback);
  const there = placeBetween(limits, setpoint);
  if (here === null && there === null) return null;
  return (
    <div className="limits" role="img" aria-label={words} title={words}>
      {there === null ? null : <u style={{ left: `${there * 100}%` }} />}
      {here === null ? null : <i style={{ left: `${here * 100}%` }} />}
    </div>
  );
}
