import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { exitStatusOf } from './exit-status.ts';

describe('the exit status', () => {
  it.each([
    'bad_request',
    'unknown_plan',
    'unknown_device',
    'wrong_protocol',
    'invalid_params',
    'usage',
    'port_in_use',
    'conflict',
    'engine_busy',
    'workspace_held',
    'unavailable',
  ] as const)('of %s is 2', (code) => {
    expect(exitStatusOf(new HutchError(code, ''))).toBe(2);
  });

  it.each(['plan_failed', 'device_failed', 'failed_status', 'timeout', 'internal'] as const)('of %s is 1', (code) => {
    expect(exitStatusOf(new HutchError(code, ''))).toBe(1);
  });

  it('of anything else that is thrown is 1', () => {
    expect(exitStatusOf(new TypeError('x'))).toBe(1);
  });

  it('of a wrong option is 2, of asking for help 0', () => {
    expect(exitStatusOf(new CommanderError(1, 'commander.unknownOption', ''))).toBe(2);
    expect(exitStatusOf(new CommanderError(0, 'commander.helpDisplayed', ''))).toBe(0);
  });
});
