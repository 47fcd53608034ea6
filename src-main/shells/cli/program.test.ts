import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fakeSurroundings } from '../testing/fake-surroundings.ts';
import { runCli } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

async function help(...command: string[]): Promise<string> {
  const surroundings = fakeSurroundings();
  expect(await runCli(surroundings, [...command, '--help'])).toBe(0);
  return surroundings.terminal.outLines.join('\n');
}

/** Every variable of Hutch's own that the application reads. */
function variables(): Set<string> {
  const files = ['src-main', 'devices', 'plans'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(ROOT, folder, name)),
  );
  const sources = files.filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/[/\\]testing[/\\]/.test(name),
  );
  return new Set(sources.flatMap((name) => readFileSync(name, 'utf8').match(/\bHUTCH_[A-Z_]+[A-Z]\b/g) ?? []));
}

describe('the help', () => {
  it('names every environment variable that Hutch reads, under a heading of their own', async () => {
    const [, section = ''] = (await help()).split('\nEnvironment:\n');
    const named = section.match(/HUTCH_[A-Z_]+/g) ?? [];
    expect(named.sort()).toEqual([...variables()].sort());
  });

  it.each([[['run']], [['serve']], [['queue', 'add']]])('of %j says where to find them', async (command) => {
    expect((await help(...command)).split('\n').at(-1)).toMatch(/^"hutch --help" tells of .*environment variables/);
  });

  it('of hutch itself does not lead to itself', async () => {
    expect(await help()).not.toContain('"hutch --help"');
  });
});
