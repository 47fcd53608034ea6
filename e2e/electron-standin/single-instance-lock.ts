import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Who has the lock, as its file says. */
interface Instance {
  pid: number;
  /** Where it hears of a second instance; not beside the file, whose path may be longer than that of a socket. */
  socket: string;
}

/**
 * The lock that Electron has from Chromium: it belongs to a folder, goes with its process, and the instance that has it hears of those that
 * come after.
 *
 * @param folder the user's data
 * @param onSecond called at every other instance that asks for it
 */
export function takeInstanceLock(folder: string, onSecond: () => void): boolean {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'SingletonLock');
  const first = readInstance(file);
  if (first) {
    // This process lives until it has been heard.
    createConnection(first.socket);
    return false;
  }
  const instance: Instance = { pid: process.pid, socket: join(tmpdir(), `hutch-standin-${process.pid}.sock`) };
  writeFileSync(file, JSON.stringify(instance));
  createServer((socket) => {
    socket.destroy();
    onSecond();
  })
    .listen(instance.socket)
    .unref();
  process.once('exit', () => {
    for (const path of [file, instance.socket]) rmSync(path, { force: true });
  });
  return true;
}

/** Who has the lock; what a killed one has left behind does not count. */
function readInstance(file: string): Instance | undefined {
  try {
    const instance = JSON.parse(readFileSync(file, 'utf8')) as Instance;
    process.kill(instance.pid, 0);
    return instance;
  } catch {
    return undefined;
  }
}
