import { expect, test } from '@playwright/test';
import { crashRounds } from '../crash/crash-rounds.ts';
import { StateFolder } from '../fixtures/state-folder.ts';

/** `npm run test:crash` kills it a hundred times, this a few. */
const KILLS = Number(process.env.HUTCH_CRASH_KILLS ?? 6);
const SEED = Number(process.env.HUTCH_CRASH_SEED ?? Date.now() % 1_000_000);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

test('killed at random moments it loses nothing that a client was told, and doubles nothing', async () => {
  test.setTimeout(60_000 + KILLS * 15_000);
  using state = new StateFolder();
  const said = await crashRounds({ kills: KILLS, seed: SEED, state: state.path, report: say });
  say(`${said.kills} kills, ${said.documents} documents seen, ${said.accepted} requests accepted, seed ${SEED}`);
  expect(said.findings, `with HUTCH_CRASH_SEED=${SEED}`).toEqual([]);
  expect(said.documents, 'documents seen by the client').toBeGreaterThan(KILLS);
});
