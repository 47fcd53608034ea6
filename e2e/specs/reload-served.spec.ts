import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { StateFolder } from '../fixtures/state-folder.ts';
import { expect, test } from '../fixtures/test.ts';
import { Console } from '../pages/console.ts';

const CLI = join(ROOT, 'out/main/cli.js');

let folder: string;
let state: StateFolder;
const processes: HutchProcess[] = [];

function hutch(...args: string[]): HutchProcess {
  const started = new HutchProcess([CLI, ...args], { cwd: folder, env: { ...state.env, HUTCH_SIM_SPEED: '5' } });
  processes.push(started);
  return started;
}

/** Serves the workspace; resolves with its address. */
async function serve(...args: string[]): Promise<string> {
  const [, url = ''] = await hutch('serve', '--port', '0', ...args).says(/at (http:\/\/127\.0\.0\.1:\d+\/)/);
  return url;
}

test.beforeEach(async () => {
  state = new StateFolder();
  folder = mkdtempSync(join(tmpdir(), 'hutch-e2e-reload-'));
  await hutch('init', '.').ends();
});

test.afterEach(async () => {
  for (const each of processes.splice(0)) await each.dispose();
  rmSync(folder, { recursive: true, force: true });
  state.dispose();
});

test('a plan that was changed is loaded by one press, and what was typed stays', async ({ page }) => {
  await page.goto(await serve());
  const hutch = new Console(page);
  await hutch.plans.choose('example');
  const field = hutch.plans.region.locator('#plan-form input[inputmode]').first();
  await field.fill('7');
  const file = join(folder, 'plans/example.ts');
  const text = readFileSync(file, 'utf8');
  const [, description = ''] = /description: '([^']*)'/.exec(text) ?? [];
  writeFileSync(file, text.replace(description, 'Changed while Hutch was running.'));
  await expect(page.getByText('plans/example.ts has changed.')).toBeVisible();
  await expect(hutch.plans.region).not.toContainText('Changed while Hutch was running.');

  await page.getByRole('button', { name: 'Reload plans and devices' }).click();
  await expect(page.getByText('Plans and devices have been reloaded.')).toBeVisible();
  await expect(hutch.plans.region).toContainText('Changed while Hutch was running.');
  await expect(field).toHaveValue('7');
  await expect(page.getByText(/has changed/)).toHaveCount(0);

  appendFileSync(file, '\nexport const broken = ;\n');
  await expect(page.getByText('plans/example.ts has changed.')).toBeVisible();
  await page.getByRole('button', { name: /^Hutch \d/ }).click();
  await page.getByRole('menuitem', { name: 'Reload plans and devices' }).click();
  await expect(page.getByRole('alert')).toContainText('plans/example.ts');
});

test('who watches sees everything and can change nothing', async ({ page }) => {
  const url = await serve();
  const watched = await serve('--watch');
  expect(watched).not.toBe(url);
  await page.goto(watched);
  const hutch = new Console(page);
  await hutch.expectState('Idle');
  await expect(page.getByText(/You are watching the Hutch of .* \(pid \d+\)\./)).toBeVisible();
  await hutch.plans.choose('count');
  const run = hutch.plans.region.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toHaveAttribute('aria-disabled', 'true');
  await expect(run).toHaveAttribute('title', /only watching/);
  await expect(page.getByRole('button', { name: 'Stop queue' })).toHaveAttribute('aria-disabled', 'true');
});
