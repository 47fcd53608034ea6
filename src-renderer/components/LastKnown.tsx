import { useLostSince } from '../stores/use-lost-since.ts';
import { Age } from './Age.tsx';

/** Marks what is beside it as what was known last, with its age, while there is no connection; nothing while there is one. */
export function LastKnown() {
  const since = useLostSince();
  if (since === undefined) return null;
  return (
    <span className="last-known" title="There is no connection to Hutch now">
      last known, <Age since={since} />
    </span>
  );
}
