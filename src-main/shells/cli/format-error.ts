import { z } from 'zod';
import { QueueChange } from '#shared/contract/index.ts';
import type { PlainError } from '#shared/errors.ts';
import { clockTime } from './time-text.ts';

const Changes = z.array(QueueChange);

/**
 * An error as lines for a terminal: `error[invalid_params]: sentence`, and below it one line for each wrong place,
 * `  at params.axes[1].stop: sentence`, where the sentence says more than the first line did; of a conflict, one for each change that was not
 * known. Where something can be tried, `  next: ...` comes last.
 */
export function formatError(error: PlainError): string[] {
  const places = (error.issues ?? []).map(({ path, message }) =>
    message === error.message ? `  at ${path}` : `  at ${path}: ${message}`,
  );
  const changes = Changes.safeParse(error.details?.changes).data ?? [];
  const next = error.details?.next_step;
  // The lines below say with time and revision what the sentence says without.
  const isListed = changes.some(({ what }) => error.message.includes(what.replace(/\.$/, '')));
  const sentence = isListed ? error.message.replace(/: .*$/s, ':') : error.message;
  return [
    `error[${error.code}]: ${sentence}`,
    ...places,
    ...changes.map(({ at, by, what, revision }) => `  ${clockTime(at)} ${by}: ${what} (revision ${revision})`),
    ...(typeof next === 'string' ? [`  next: ${next}`] : []),
  ];
}
