import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '#shared/errors.ts';
import { httpStatus } from './http-status.ts';

describe('the HTTP status of an error', () => {
  it.each(ERROR_CODES)('exists for %s and is an error', (code) => {
    expect(httpStatus(code)).toBeGreaterThanOrEqual(400);
    expect(httpStatus(code)).toBeLessThan(600);
  });

  it.each([
    ['bad_request', 400],
    ['not_allowed', 403],
    ['unknown_plan', 404],
    ['invalid_params', 422],
    ['invalid_transition', 409],
    ['internal', 500],
    ['unavailable', 503],
    ['timeout', 504],
  ] as const)('of %s is %i', (code, status) => {
    expect(httpStatus(code)).toBe(status);
  });
});
