import { describe, expect, it } from 'vitest';
import { formatError } from './format-error.ts';

describe('an error on the terminal', () => {
  it('is its code and its sentence', () => {
    expect(formatError({ code: 'unknown_plan', message: 'There is no plan "cuont".' })).toEqual([
      'error[unknown_plan]: There is no plan "cuont".',
    ]);
  });

  it('names every wrong place on a line of its own, and says nothing twice', () => {
    const message = 'axes[1].stop must be a number.';
    expect(
      formatError({
        code: 'invalid_params',
        message,
        issues: [
          { path: 'params.axes[1].stop', code: 'invalid_params', message },
          { path: 'params.num', code: 'invalid_params', message: 'num must be at least 1.' },
        ],
      }),
    ).toEqual([
      'error[invalid_params]: axes[1].stop must be a number.',
      '  at params.axes[1].stop',
      '  at params.num: num must be at least 1.',
    ]);
  });

  it('lists the changes that a conflict is about, each once', () => {
    const changes = [{ revision: 7, at: 0, by: 'ada (console)', what: 'count was moved to the front.' }];
    const message = 'The queue has changed since you looked: count was moved to the front by ada (console).';
    expect(formatError({ code: 'conflict', message, details: { changes } })).toEqual([
      'error[conflict]: The queue has changed since you looked:',
      expect.stringMatching(/^ {2}\d\d:\d\d:\d\d ada \(console\): count was moved to the front\. \(revision 7\)$/),
    ]);
  });

  it('says last what can be tried', () => {
    const details = { next_step: 'hutch devices det retry' };
    expect(formatError({ code: 'not_connected', message: 'det does not answer.', details })).toEqual([
      'error[not_connected]: det does not answer.',
      '  next: hutch devices det retry',
    ]);
  });
});
