import type { z } from 'zod';
import { type ErrorIssue, HutchError } from '#shared/errors.ts';

/** A path as a client would write it: `['axes', 1, 'stop']` is `axes[1].stop`. */
export function requestPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

/** Turns what a schema found wrong with the input of `method` into `bad_request`, naming every wrong place. */
export function badRequest(method: string, error: z.ZodError): HutchError {
  const issues: ErrorIssue[] = error.issues.map((issue) => ({
    path: requestPath(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
    code: 'bad_request',
    message: issue.message,
  }));
  const [first] = issues;
  const place = first?.path ? ` (${first.path})` : '';
  return new HutchError('bad_request', `${method}: ${first?.message ?? 'the input is wrong'}${place}`, { issues });
}
