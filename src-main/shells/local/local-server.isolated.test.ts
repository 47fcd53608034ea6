import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostEvent } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { LocalHost } from './local-host.ts';
import { LocalServer, MAX_LINE_BYTES } from './local-server.ts';
import { socketPath } from './socket-path.ts';

vi.mock('node:net', { spy: true });

let folder: string;
let api: FakeHostApi;
let warnings: string[];
let server: LocalServer;
const hosts: LocalHost[] = [];
const logger = { warning: (message: string) => void warnings.push(message) };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hutch-local-'));
  api = new FakeHostApi();
  warnings = [];
  server = await LocalServer.start(join(folder, 'hutch.sock'), api, logger);
});
afterEach(async () => {
  for (const host of hosts.splice(0)) host.close();
  await server.close();
  await expect.poll(() => api.subscriptions).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

async function connect(onProblem?: (stream: string, error: HutchError) => void): Promise<LocalHost> {
  const host = await LocalHost.connect(server.path, onProblem ? { onProblem } : {});
  hosts.push(host);
  return host;
}

/** A client that speaks by hand. */
function raw(): { socket: Socket; line: () => Promise<unknown>; closed: Promise<void> } {
  const socket = createConnection(server.path);
  let text = '';
  const waiting: ((line: unknown) => void)[] = [];
  const lines: unknown[] = [];
  socket.on('data', (chunk) => {
    text += chunk;
    const parts = text.split('\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const next = waiting.shift();
      if (next) next(JSON.parse(part));
      else lines.push(JSON.parse(part));
    }
  });
  const line = () =>
    new Promise<unknown>((resolve) => {
      if (lines.length > 0) resolve(lines.shift());
      else waiting.push(resolve);
    });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => undefined);
  return { socket, line, closed };
}

describe('the socket', () => {
  it('can be opened by its owner alone', () => {
    expect(statSync(server.path).mode & 0o777).toBe(0o600);
  });

  it('is refused in a folder that others may enter', async () => {
    await chmod(folder, 0o755);
    await expect(LocalServer.start(join(folder, 'second.sock'), api, logger)).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await chmod(folder, 0o700);
  });

  it('takes the place of what a killed Hutch left behind, and is gone when the server has closed', async () => {
    const path = join(folder, 'left.sock');
    writeFileSync(path, '');
    const second = await LocalServer.start(path, api, logger);
    const host = await LocalHost.connect(path);
    await expect(host.request('worker.status', {})).resolves.toMatchObject({ state: 'IDLE' });
    host.close();
    await second.close();
    await second.close();
    await expect(LocalHost.connect(path)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('goes on when a client cannot be let in, and says so in the log', async () => {
    vi.mocked(createServer).mock.results.at(-1)?.value.emit('error', new Error('accept EMFILE'));
    expect(warnings).toEqual([expect.stringContaining(`the socket ${server.path} cannot be let in: accept EMFILE`)]);
    await expect((await connect()).request('worker.status', {})).resolves.toMatchObject({ state: 'IDLE' });
  });

  it('lies elsewhere when the path of the state folder is too long for a socket', () => {
    const long = join('/data', 'x'.repeat(200));
    const path = socketPath(long, { XDG_RUNTIME_DIR: '/run/user/1000' });
    expect(path).toMatch(/^\/run\/user\/1000\/hutch-\d+\/[0-9a-f]{16}\.sock$/);
    expect(socketPath(long, { XDG_RUNTIME_DIR: '/run/user/1000' })).toBe(path);
    expect(socketPath('/data/short')).toBe('/data/short/hutch.sock');
  });

  it('lies elsewhere when the state folder is open to others, as one that a group shares', async () => {
    expect(socketPath(folder)).toBe(join(folder, 'hutch.sock'));
    await chmod(folder, 0o750);
    expect(socketPath(folder, { XDG_RUNTIME_DIR: '/run/user/1000' })).toMatch(/^\/run\/user\/1000\//);
    await chmod(folder, 0o700);
  });
});

describe('a line', () => {
  it.each([
    ['hello', 'is no JSON'],
    ['{"type":"launch"}', 'is no frame'],
    ['7', 'is a number'],
    ['{"type":"request","id":1.5,"method":"worker.status"}', 'has a broken id'],
  ])('%s is answered with an error, and the next one is served: it %s', async (text) => {
    const { socket, line } = raw();
    socket.write(`${text}\n\n`);
    expect(await line()).toMatchObject({ type: 'error', error: { code: 'bad_request' } });
    socket.write('{"type":"request","id":2,"method":"worker.status","input":{}}\n');
    expect(await line()).toMatchObject({ type: 'result', id: 2 });
    socket.destroy();
  });

  it('may come in pieces, in the middle of a character, or several at once', async () => {
    const { socket, line } = raw();
    api.on('plans.get', (input) => input as never);
    const bytes = Buffer.from('{"type":"request","id":1,"method":"plans.get","input":{"name":"πµ"}}\n');
    for (const byte of bytes) socket.write(Buffer.of(byte));
    expect(await line()).toMatchObject({ id: 1, output: { name: 'πµ' } });
    const ask = (id: number) => `{"type":"request","id":${id},"method":"worker.status","input":{}}\n`;
    socket.write(ask(2) + ask(3));
    expect([await line(), await line()]).toMatchObject([{ id: 2 }, { id: 3 }]);
    socket.destroy();
  });

  it('that is too long ends the connection', async () => {
    const { socket, line, closed } = raw();
    socket.write('x'.repeat(MAX_LINE_BYTES + 1));
    expect(await line()).toMatchObject({ type: 'error', id: null, error: { code: 'bad_request' } });
    await closed;
  });
});

describe('LocalHost', () => {
  it('asks, and is answered by outputs and by named errors', async () => {
    const host = await connect();
    await expect(host.request('worker.status', {})).resolves.toMatchObject({ state: 'IDLE' });
    api.on('plans.get', () => {
      throw new HutchError('unknown_plan', 'There is no plan "x".', {
        issues: [{ path: 'name', code: 'unknown_plan', message: 'no' }],
      });
    });
    await expect(host.request('plans.get', { name: 'x' })).rejects.toMatchObject({
      code: 'unknown_plan',
      issues: [{ path: 'name' }],
    });
  });

  it('follows a stream for two clients, each until it is done with it', async () => {
    const seen: string[][] = [[], []];
    const clients = [await connect(), await connect()];
    const subscriptions = clients.map((client, index) =>
      client.subscribe('events', {}, ({ items }) => {
        for (const item of items) seen[index]?.push((item as Extract<HostEvent, { type: 'worker' }>).state);
      }),
    );
    await Promise.all(subscriptions.map(({ ready }) => ready));
    api.enterState('RUNNING');
    await expect.poll(() => seen).toEqual([['RUNNING'], ['RUNNING']]);
    subscriptions[0]?.dispose();
    subscriptions[0]?.dispose();
    await expect.poll(() => api.subscriptions).toBe(1);
    api.enterState('IDLE');
    await expect.poll(() => seen).toEqual([['RUNNING'], ['RUNNING', 'IDLE']]);
  });

  it('carries a document of tens of megabytes, while requests beside it are answered', async () => {
    const host = await connect();
    const sizes: number[] = [];
    const { ready } = host.subscribe('events', {}, ({ items }) => {
      for (const item of items) {
        if (item.type === 'document') sizes.push((item.doc.frame as string).length);
      }
    });
    await ready;
    const frame = 'f'.repeat(20_000_000);
    api.publish('events', { type: 'document', name: 'event', doc: { frame }, task_id: 't' });
    await expect(host.request('worker.status', {})).resolves.toMatchObject({ state: 'IDLE' });
    await expect.poll(() => sizes).toEqual([20_000_000]);
  });

  it('tells of items that were missed', async () => {
    const problems: string[] = [];
    const host = await connect((_stream, error) => problems.push(error.message));
    const { ready } = host.subscribe('events', {}, () => undefined);
    await ready;
    api.publish('tasks', {} as never);
    api.publish('tasks', {} as never);
    api.enterState('RUNNING');
    await expect.poll(() => problems).toEqual(['2 items of events were missed.']);
  });

  it('tells of a subscription that is refused on the other side', async () => {
    const problems: string[] = [];
    const host = await connect((stream, error) => problems.push(`${stream}: ${error.code}`));
    api.subscribe = () => {
      throw new HutchError('unknown_device', 'Device x cannot be found.');
    };
    const { ready } = host.subscribe('readings', { devices: ['x'] }, () => undefined);
    await expect(ready).rejects.toMatchObject({ code: 'unknown_device' });
    expect(problems).toEqual(['readings: unknown_device']);
  });

  it('knows when the other Hutch has ended: what was asked is answered with a sentence', async () => {
    const host = await connect();
    api.on('worker.pause', () => new Promise(() => undefined));
    const asked = host.request('worker.pause', { defer: false });
    const { ready } = host.subscribe('events', {}, () => undefined);
    await ready;
    void server.close();
    await expect(asked).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('has ended') });
    expect(host.gone.aborted).toBe(true);
    await expect(host.request('worker.status', {})).rejects.toMatchObject({ code: 'unavailable' });
    expect(() => host.subscribe('events', {}, () => undefined)).toThrow('has ended');
  });

  it('finds nobody where there is no socket', async () => {
    await expect(LocalHost.connect(join(folder, 'none.sock'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
