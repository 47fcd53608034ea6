import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { HutchError } from '#shared/errors.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { ConsoleServer } from './console-server.ts';
import { MAX_BODY_BYTES } from './read-json-body.ts';

vi.mock('node:http', { spy: true });

let folder: string;
let api: FakeHostApi;
let server: ConsoleServer;
let told: string[];
const tell = (sentence: string) => void told.push(sentence);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-server-'));
  await mkdir(join(folder, 'renderer'));
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Hutch</title>');
  await writeFile(join(folder, 'secret.txt'), 'secret');
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  api = new FakeHostApi();
  told = [];
  server = await ConsoleServer.start({ api, rendererDir: join(folder, 'renderer'), port: 0, version: '1.2.3', tell });
});
afterEach(async () => {
  await server.close();
  expect(api.subscriptions).toBe(0);
});

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** One raw request: unlike `fetch` it leaves paths and headers as they are written. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

const JSON_HEADERS = { 'content-type': 'application/json' };

describe('the files of the console', () => {
  it('are served under the policy, which names its own socket', async () => {
    const answer = await ask('/');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.headers['content-security-policy']).toContain(`connect-src 'self' ws://${new URL(server.url).host}`);
  });

  it.each([
    ['/missing.js', 404],
    ['/../secret.txt', 400],
    ['/%2e%2e/secret.txt', 400],
    ['/..%5csecret.txt', 400],
  ])('%s is %i', async (path, status) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('secret');
  });

  it('take no method that changes something', async () => {
    expect((await ask('/', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('a request under a foreign name', () => {
  it.each(['/', '/healthz', '/api/request/host.info'])('is refused at %s', async (path) => {
    const answer = await ask(path, { headers: { host: 'evil.example' } });
    expect(answer.status).toBe(421);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'not_allowed' } });
  });
});

describe('the API for programs', () => {
  const post = (method: string, body: string, headers: Record<string, string> = JSON_HEADERS) =>
    ask(`/api/request/${method}`, { method: 'POST', headers, body });

  it('tells that it is well', async () => {
    expect(JSON.parse((await ask('/healthz')).text)).toEqual({ status: 'ok', version: '1.2.3' });
  });

  it('answers a request with its output', async () => {
    const answer = await post('worker.status', '{}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ state: 'IDLE' });
  });

  it('takes an empty body for an empty input', async () => {
    expect((await post('worker.status', '')).status).toBe(200);
  });

  it('answers an error with its code, its places and the status of its kind, and without a trace', async () => {
    api.on('tasks.submit', () => {
      throw new HutchError('invalid_params', 'num must be at least 1.', {
        issues: [{ path: 'params.num', code: 'invalid_params', message: 'must be at least 1' }],
      });
    });
    const answer = await post('tasks.submit', '{"name":"count","params":{"num":0}}');
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text)).toEqual({
      error: {
        code: 'invalid_params',
        message: 'num must be at least 1.',
        issues: [{ path: 'params.num', code: 'invalid_params', message: 'must be at least 1' }],
      },
    });
  });

  it.each([
    ['a body that is no JSON', '{', JSON_HEADERS, 400, 'bad_request'],
    ['a body that is too large', ' '.repeat(MAX_BODY_BYTES + 1), JSON_HEADERS, 400, 'bad_request'],
    ['a form', 'name=count', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'usage'],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'usage'],
    ['no type', '{}', {}, 415, 'usage'],
    ['a foreign page', '{}', { ...JSON_HEADERS, origin: 'http://evil.example' }, 403, 'not_allowed'],
    ['a sandboxed page', '{}', { ...JSON_HEADERS, origin: 'null' }, 403, 'not_allowed'],
  ])('refuses %s', async (_what, body, headers, status, code) => {
    const answer = await post('worker.status', body, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code } });
    expect(api.asked).toEqual([]);
  });

  it('answers GET with 405 and a preflight with no permission', async () => {
    expect((await ask('/api/request/worker.status')).status).toBe(405);
    const preflight = await ask('/api/request/worker.status', {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example' },
    });
    expect(preflight.status).toBe(405);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the WebSocket', () => {
  const open = (headers: Record<string, string> = {}, path = 'ws') =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
      socket.once('open', () => resolve(socket));
      socket.once('error', reject);
    });
  const next = (socket: WebSocket) =>
    new Promise<unknown>((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));
  const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)));

  it('answers a request', async () => {
    const socket = await open();
    socket.send(JSON.stringify({ type: 'request', id: 1, method: 'worker.status', input: {} }));
    expect(await next(socket)).toMatchObject({ type: 'result', id: 1, output: { state: 'IDLE' } });
  });

  it('carries a subscription until the client goes', async () => {
    const socket = await open();
    socket.send(JSON.stringify({ type: 'subscribe', id: 2, stream: 'events', params: {} }));
    expect(await next(socket)).toEqual({ type: 'subscribed', id: 2, seq: 0 });
    api.enterState('RUNNING');
    expect(await next(socket)).toMatchObject({ type: 'batch', id: 2, seq: 1, items: [{ state: 'RUNNING' }] });
    socket.close();
    await closed(socket);
    await expect.poll(() => api.subscriptions).toBe(0);
  });

  it.each([
    ['text that is no JSON', 'hello'],
    ['an empty text', ''],
    ['JSON that is no frame', '{"type":"launch"}'],
    ['a number', '7'],
    ['bytes', Buffer.from('{}')],
  ])('answers %s with an error and stays open', async (_what, message) => {
    const socket = await open();
    socket.send(message);
    expect(await next(socket)).toMatchObject({ type: 'error', id: null, error: { code: 'bad_request' } });
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('closes on a frame that is too large', async () => {
    const socket = await open();
    socket.send('x'.repeat(MAX_BODY_BYTES + 1));
    expect(await closed(socket)).toBe(1009);
  });

  it.each([
    ['a foreign origin', { origin: 'http://evil.example' }, 'ws', '403'],
    ['a foreign port', { origin: 'http://127.0.0.1:9' }, 'ws', '403'],
    ['a foreign name', { host: 'evil.example' }, 'ws', '421'],
    ['another path', {}, 'socket', '404'],
  ])('refuses %s', async (_what, headers, path, status) => {
    await expect(open(headers as Record<string, string>, path)).rejects.toThrow(status);
  });

  it('takes its own origin', async () => {
    await expect(open({ origin: server.url.slice(0, -1) })).resolves.toBeDefined();
  });

  it('says goodbye when the server closes', async () => {
    const socket = await open();
    const [code] = await Promise.all([closed(socket), server.close(), server.close()]);
    expect(code).toBe(1001);
  });

  it('survives a client that hangs up in the handshake', async () => {
    const { port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const raw = connect(Number(port), '127.0.0.1', () => {
        raw.write('GET /ws HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
        raw.destroy();
        resolve();
      });
    });
    expect((await ask('/healthz')).status).toBe(200);
  });
});

describe('the port', () => {
  it('that is taken is named', async () => {
    const port = Number(new URL(server.url).port);
    await expect(ConsoleServer.start({ api, rendererDir: folder, port, version: '1', tell })).rejects.toMatchObject({
      code: 'port_in_use',
      message: expect.stringContaining(String(port)),
    });
  });

  it('stays open when a client cannot be let in, which is told', async () => {
    for (const _again of [1, 2, 3])
      vi.mocked(createServer).mock.results.at(-1)?.value.emit('error', new Error('accept EMFILE'));
    expect(told).toEqual([expect.stringContaining(`the console at ${server.url} cannot be let in: accept EMFILE`)]);
    expect((await ask('/healthz')).status).toBe(200);
  });

  it('is free again once the server has closed, even under an idle connection', async () => {
    const { port } = new URL(server.url);
    const idle = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    await server.close();
    const second = await ConsoleServer.start({ api, rendererDir: folder, port: Number(port), version: '1', tell });
    await second.close();
    idle.destroy();
  });
});
