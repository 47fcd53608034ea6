import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ParityCase } from '../kit/parity-case.ts';
import { casesOf } from '../run.ts';
import { runCase } from '../run-case.ts';

const files = await casesOf(join(import.meta.dirname, 'recorded'));
const cases = new Map(files.map(({ text }) => ParityCase.parse(JSON.parse(text))).map((each) => [each.name, each]));

/** A recording of Bluesky, changed by `change`. */
function recorded(name: string, change: (parityCase: ParityCase) => void = () => undefined): ParityCase {
  const parityCase = structuredClone(cases.get(name));
  if (!parityCase) throw new Error(`There is no case ${name}`);
  change(parityCase);
  return parityCase;
}

const ENGINE = 'docs/decisions/0010-engine-departures.md';

describe('a call that is interrupted', () => {
  test.each([
    'pause_and_resume',
    'deferred_pause_then_stop',
    'stop_while_a_motor_moves',
    'status_fails',
    'trigger_raises_after_a_pause',
  ])('ends as in Bluesky: %s', async (name) => {
    expect(await runCase(recorded(name))).toEqual({ kind: 'passed' });
  });

  test.each<[string, string]>([
    ['abort_with_a_reason', 'row 5'],
    ['abort_while_paused_with_a_monitor', 'row 5'],
    ['abort_while_closing', 'row 6, row 5'],
    ['halt_in_the_last_plan', 'row 10'],
    ['interruptions_are_recorded', 'row 7'],
    ['pause_in_a_reading_that_is_not_rewindable', 'row 16'],
    ['stop_in_a_collection', 'row 16'],
  ])('departs by rule: %s, %s', async (name, rows) => {
    expect(await runCase(recorded(name))).toMatchObject({ kind: 'departs', decision: `${ENGINE}, ${rows}` });
  });

  test('is in one of the lists above', () => {
    expect(cases.size).toBe(12);
  });
});

describe('a rule excuses nothing but what it speaks of', () => {
  test.each<[string, string, (parityCase: ParityCase) => void, string]>([
    ['a state', 'abort_with_a_reason', (c) => c.states?.pop(), 'states'],
    ['an exit status', 'abort_with_a_reason', (c) => (c.exit_status = 'success'), 'exit_status'],
    ['a call of a device', 'abort_with_a_reason', (c) => (c.device_log = {}), 'device_log'],
    ['a message', 'interruptions_are_recorded', (c) => c.messages.splice(4, 1), 'messages[4]'],
    ['a message before a collection', 'stop_in_a_collection', (c) => (c.messages[0] = ['null']), 'messages[0]'],
    ['a document', 'abort_while_closing', (c) => c.documents.pop(), 'documents'],
    ['how a call ended', 'pause_and_resume', (c) => delete c.calls?.[0]?.raised, 'calls[0]'],
    ['a request that was refused', 'pause_and_resume', (c) => (c.refused = [3]), 'refused'],
  ])('not %s', async (_what, name, change, why) => {
    const verdict = await runCase(recorded(name, change));
    expect(verdict).toMatchObject({ kind: 'failed', why: expect.stringContaining(why) as string });
  });
});
