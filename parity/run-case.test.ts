import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ParityCase } from './kit/parity-case.ts';
import { runCase } from './run-case.ts';

function recorded(name: string): ParityCase {
  const text = readFileSync(join(import.meta.dirname, 'cases', `${name}.json`), 'utf8');
  return ParityCase.parse(JSON.parse(text));
}

function changed(change: (parityCase: ParityCase) => void, name = 'scan_1d'): ParityCase {
  const parityCase = recorded(name);
  change(parityCase);
  return parityCase;
}

describe('a recording that is not what our engine does fails, and says where', () => {
  test.each<[string, (parityCase: ParityCase) => void, string]>([
    [
      'a message that is missing',
      ({ messages }) => messages.splice(5, 1),
      'messages[5][0]: recorded "trigger", ours "wait"',
    ],
    [
      'another argument',
      ({ messages }) => (messages[5] as unknown[]).splice(2, 1, [9]),
      'messages[5][2][0]: recorded 9',
    ],
    ['another document', ({ documents }) => documents.pop(), 'recorded "(nothing)", ours ["stop"'],
    ['another call on a device', (c) => (c.device_log = {}), 'device_log.'],
    ['another result', (c) => (c.result = 'uid-9'), 'end.result: recorded "uid-9", ours "uid-2"'],
    ['another end', (c) => (c.exit_status = 'abort'), 'end.exit_status: recorded "abort", ours "success"'],
    ['a failure', (c) => (c.exception = { type: 'ValueError', message: 'no' }), 'end.'],
    ['a plan that nobody knows', (c) => (c.plan = 'plans.dance'), 'the kit has no plan plans.dance'],
  ])('%s', async (_what, change, why) => {
    const verdict = await runCase(changed(change));
    expect(verdict).toMatchObject({ kind: 'failed', why: expect.stringContaining(why) as string });
  });

  test('a departure that does not differ any more', async () => {
    const verdict = await runCase(changed((c) => (c.name = 're_abort_bp_count')));
    expect(verdict).toMatchObject({ kind: 'failed', why: expect.stringContaining('take it out') as string });
  });
});

describe('what Bluesky leaves to chance is not compared', () => {
  test('the order in which motors are staged', async () => {
    const swapped = changed(({ messages }) => {
      const [one, other] = [messages[1], messages[2]] as [unknown[], unknown[]];
      [one[1], other[1]] = [other[1], one[1]];
    }, 'grid_scan_snake_None');
    expect(await runCase(swapped)).toEqual({ kind: 'passed' });
  });
});
