import type { PlainError } from '#shared/errors.ts';

/**
 * An error as lines for a terminal: `error[invalid_params]: sentence`, and below it one line for each wrong place,
 * `  at params.axes[1].stop: sentence`, where the sentence says more than the first line did. Where something can be tried, `  next: ...` comes last.
 */
export function formatError(error: PlainError): string[] {
  const places = (error.issues ?? []).map(({ path, message }) =>
    message === error.message ? `  at ${path}` : `  at ${path}: ${message}`,
  );
  const next = error.details?.next_step;
  return [
    `error[${error.code}]: ${error.message}`,
    ...places,
    ...(typeof next === 'string' ? [`  next: ${next}`] : []),
  ];
}
