import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Msg } from '../src-main/engine/msg.ts';
import { RunEngineSimulator } from '../src-main/plan/inspect/run-engine-simulator.ts';
import { canonicalMessages } from './kit/canonical-order.ts';
import { Decoder } from './kit/decode.ts';
import { firstDifference } from './kit/first-difference.ts';
import { makeDevices } from './kit/make-devices.ts';
import { Normalizer } from './kit/normalizer.ts';
import { ParityCase } from './kit/parity-case.ts';
import { supplementalOf } from './kit/supplemental-of.ts';

const folder = join(import.meta.dirname, 'cases');
const cases = readdirSync(folder)
  .map((file) => ParityCase.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
  // What ends by an error, what pauses, and what polls a clock is decided by the engine and not by the plan.
  .filter(({ timeline, exception, plan }) => !timeline && !exception && plan !== 'behaviour')
  .filter(({ messages }) => !messages.some(([command]) => ['pause', 'input', 'wait_for'].includes(String(command))));

function inspected(parityCase: ParityCase): unknown[][] {
  const { plan, args, kwargs, initial, notes, env = {} } = parityCase;
  for (const [variable, value] of Object.entries(env)) vi.stubEnv(variable, value);
  const devices = makeDevices(initial);
  const supplemental = supplementalOf(notes, devices);
  const decoded = new Decoder(devices).plan({ $plan: plan, args, kwargs });
  const normalizer = new Normalizer();
  const messages: unknown[][] = [];
  for (const message of new RunEngineSimulator().simulate(supplemental ? supplemental.apply(decoded) : decoded)) {
    messages.push(normalizer.message(message as Msg));
  }
  return messages;
}

/** Uids numbered by their first appearance in messages: the recordings count those in documents, too, and here there are none. */
function renumbered(messages: readonly (readonly unknown[])[]): unknown[][] {
  const numbers = new Map<string, string>();
  const text = JSON.stringify(messages)
    .replaceAll(' at 0xADDR>', '>')
    .replaceAll(/uid-\d+/g, (uid) => {
      const number = numbers.get(uid) ?? `uid-${numbers.size + 1}`;
      numbers.set(uid, number);
      return number;
    });
  return JSON.parse(text);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a plan that is looked ahead', () => {
  it('is compared with many recordings', () => {
    expect(cases.length).toBeGreaterThan(60);
  });

  it.each(cases.map((parityCase) => [parityCase.name, parityCase] as const))(
    'yields the messages that Bluesky recorded: %s',
    (_name, parityCase) => {
      const difference = firstDifference(
        canonicalMessages(renumbered(parityCase.messages)),
        canonicalMessages(renumbered(inspected(parityCase))),
        'messages',
      );
      expect(difference).toBeNull();
    },
  );
});
