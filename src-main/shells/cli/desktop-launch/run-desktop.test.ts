import { EventEmitter } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Interrupts } from '../../run-control/interrupts.ts';
import { runDesktop } from './run-desktop.ts';

describe.skipIf(process.platform === 'win32')('running the desktop', () => {
  let folder: string;
  const signals = new EventEmitter();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hutch-desktop-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs a shell script in the place of Electron. */
  async function run(script: string, files: string[] = []) {
    const binary = join(folder, 'electron');
    await writeFile(binary, `#!/bin/sh\n${script}\n`);
    await chmod(binary, 0o755);
    using interrupts = new Interrupts(signals as unknown as NodeJS.Process);
    return await runDesktop(binary, folder, interrupts, files);
  }

  it('ends well when the window is closed', async () => {
    expect(await run('exit 0')).toEqual({ kind: 'ended', status: 0 });
  });

  it('hands over the folder of the application', async () => {
    expect(await run(`test "$1" = "${folder}"`)).toEqual({ kind: 'ended', status: 0 });
  });

  it('hands over the files of the workspace, wherever it is started', async () => {
    const script = `test "$HUTCH_CONFIG" = "/bl22/hutch.yaml:${process.cwd()}/local.yaml"`;
    expect(await run(script, ['/bl22/hutch.yaml', 'local.yaml'])).toEqual({ kind: 'ended', status: 0 });
  });

  it('that cannot begin says why', async () => {
    expect(await run('exit 127')).toEqual({ kind: 'failed', reason: 'Electron did not start (exit status 127)' });
  });

  it('without a binary says why', async () => {
    using interrupts = new Interrupts(signals as unknown as NodeJS.Process);
    expect(await runDesktop(join(folder, 'missing'), folder, interrupts)).toMatchObject({ kind: 'failed' });
  });

  it.each(['INT', 'TERM'])('is interrupted with the command, by SIG%s', async (signal) => {
    const ended = run(`trap "exit 0" ${signal}; while :; do sleep 0.02; done`);
    setTimeout(() => signals.emit(`SIG${signal}`), 200);
    expect(await ended).toEqual({ kind: 'ended', status: 130 });
  });
});
