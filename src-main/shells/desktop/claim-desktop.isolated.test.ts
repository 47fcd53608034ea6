import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimDesktop } from './claim-desktop.ts';

const machine = vi.hoisted(() => ({ name: 'bl22-ws1' }));
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  hostname: () => machine.name,
}));

let folder: string;
let held: Set<string>;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'hutch-claim-')));
  mkdirSync(join(folder, 'bl22'));
  held = new Set();
  machine.name = 'bl22-ws1';
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process of Electron: its lock is that of the folder where it keeps the user's data. */
function start(): { app: App; userData: () => string } {
  let userData = join(folder, 'config', 'Hutch');
  const app = {
    getPath: () => userData,
    setPath: (_name: string, path: string) => {
      if (!existsSync(path)) throw new Error(`Failed to set path: ${path}`);
      userData = path;
    },
    requestSingleInstanceLock: () => !held.has(userData) && Boolean(held.add(userData)),
  };
  return { app: app as unknown as App, userData: () => userData };
}

const claim = (stateDir: string) => claimDesktop(start().app, stateDir);

describe('the desktop of a workspace', () => {
  it('is one', () => {
    expect([claim(join(folder, 'bl22', '.hutch')), claim(join(folder, 'bl22', '.hutch'))]).toEqual([true, false]);
  });

  it('stands beside that of another workspace', () => {
    expect([claim(join(folder, 'bl22', '.hutch')), claim(join(folder, 'bl24', '.hutch'))]).toEqual([true, true]);
  });

  it('is the same by every path to the workspace, and before and after its state folder is made', () => {
    const stateDir = join(folder, 'bl22', '.hutch');
    symlinkSync(join(folder, 'bl22'), join(folder, 'link'));
    expect(claim(join(folder, 'link', '.hutch'))).toBe(true);
    expect(claim(stateDir)).toBe(false);
    mkdirSync(stateDir);
    expect([claim(stateDir), claim(join(folder, 'link', '.hutch'))]).toEqual([false, false]);
  });

  it('keeps its profile under that of the user, for nobody else to read', () => {
    const { app, userData } = start();
    claimDesktop(app, join(folder, 'bl22', '.hutch'));
    expect(userData().startsWith(join(folder, 'config', 'Hutch', 'workspaces'))).toBe(true);
    expect(statSync(userData()).mode & 0o777).toBe(0o700);
  });

  it('is one on each machine, where two machines share a home', () => {
    expect(claim(join(folder, 'bl22', '.hutch'))).toBe(true);
    machine.name = 'bl22-ws2';
    expect(claim(join(folder, 'bl22', '.hutch'))).toBe(true);
  });
});
