import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.ts';

/** One way to get a Chromium. */
interface Source {
  /** What is done, for whoever waits. */
  title: string;
  possible: boolean;
  commands: string[][];
}

/** Longest that one command may take. */
const LIMIT_MS = 5 * 60_000;

function sources(): Source[] {
  return [
    { title: "Playwright's own download", possible: true, commands: [['npx', 'playwright', 'install', 'chromium']] },
    {
      title: 'the package chromium of Debian or Ubuntu',
      possible:
        process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0,
      commands: [
        ['apt-get', 'update'],
        ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
      ],
    },
  ];
}

/**
 * A Chromium for the specs: the one that is here, or one that it gets.
 * @returns its path
 * @throws Error with the sentence that tells what to install, when there is none and none can be had
 */
export async function ensureChromium(): Promise<string> {
  const here = findChromium();
  if (here) return here;
  for (const { title, possible, commands } of sources()) {
    if (!possible) continue;
    process.stderr.write(`No Chromium is installed; getting ${title} ...\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const done = commands.every(([command = '', ...args]) => {
      return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: LIMIT_MS, env }).status === 0;
    });
    const found = findChromium();
    if (done && found) return found;
  }
  throw new Error(
    'The specs need a Chromium, and none can be had here: install it ("apt-get install chromium" on Debian and Ubuntu, ' +
      '"npx playwright install chromium" elsewhere) or name one in CHROMIUM_PATH.',
  );
}
