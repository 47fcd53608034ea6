import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy } from '../content/content-security-policy.ts';
import { APP_SCHEME_PRIVILEGES, answerAppRequest, serveAppProtocol } from './app-protocol.ts';

describe('the app:// protocol', () => {
  let root: string;
  /** A request as Electron hands it over: its `url` is what was asked for, not what Node makes of it. */
  const ask = (url: string, method = 'GET') => answerAppRequest(root)({ url, method } as Request);

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hutch-app-'));
    root = join(folder, 'renderer');
    await mkdir(root);
    await writeFile(join(root, 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'package.json'), '{"secret":true}');
  });

  afterAll(() => rm(join(root, '..'), { recursive: true }));

  it('is a secure standard scheme that bypasses nothing', () => {
    expect(APP_SCHEME_PRIVILEGES.privileges).toMatchObject({ standard: true, secure: true });
    expect(APP_SCHEME_PRIVILEGES.privileges?.bypassCSP).toBeUndefined();
    expect(APP_SCHEME_PRIVILEGES.privileges?.corsEnabled).toBeUndefined();
    expect(APP_SCHEME_PRIVILEGES.privileges?.allowServiceWorkers).toBeUndefined();
  });

  it.each(['app://hutch/', 'app://hutch/index.html', 'app://hutch/?q=1', 'app://hutch/index.html#run'])(
    'serves the page at %s under the policy',
    async (url) => {
      const response = await ask(url);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('<!doctype html>');
      expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy());
    },
  );

  it.each([
    ['app://hutch/../package.json', 400],
    ['app://hutch/%2e%2e/package.json', 400],
    ['app://hutch/..%2fpackage.json', 400],
    ['app://hutch/..\\package.json', 400],
    ['app://hutch//etc/passwd', 400],
    ['app://hutch/index.html%00', 400],
    ['app://hutch/missing.js', 404],
    ['app://hutch.evil/index.html', 404],
    ['app://evil/index.html', 404],
    ['file:///etc/passwd', 404],
  ])('answers %s with %i', async (url, status) => {
    const response = await ask(url);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('secret');
  });

  it('answers HEAD without a body and refuses every method that changes something', async () => {
    expect(await (await ask('app://hutch/', 'HEAD')).text()).toBe('');
    expect((await ask('app://hutch/', 'POST')).status).toBe(405);
  });

  it('handles its own scheme and no other', () => {
    const handle = vi.fn();
    serveAppProtocol({ handle }, root);
    expect(handle.mock.calls.map(([scheme]) => scheme)).toEqual(['app']);
  });
});
