import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAsset } from './read-asset.ts';

describe('reading an asset', () => {
  let root: string;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hutch-assets-'));
    root = join(folder, 'renderer');
    await mkdir(join(root, 'assets'), { recursive: true });
    await writeFile(join(root, 'index.html'), '<!doctype html>');
    await writeFile(join(root, 'assets', 'index-1a2b.js'), 'export {};');
    await writeFile(join(root, 'assets', 'data.unknown'), '<script>');
    await writeFile(join(folder, 'secret.txt'), 'secret');
  });

  afterAll(() => rm(join(root, '..'), { recursive: true }));

  it('answers / with the page, which is asked for anew each time', async () => {
    const answer = await readAsset(root, '/');
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
    });
    expect(answer.body.toString()).toBe('<!doctype html>');
  });

  it('lets a file named after its content be kept for ever', async () => {
    const answer = await readAsset(root, '/assets/index-1a2b.js');
    expect(answer.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' });
    expect(answer.headers['cache-control']).toContain('immutable');
  });

  it('gives a stranger a type that no browser executes', async () => {
    const answer = await readAsset(root, '/assets/data.unknown');
    expect(answer.headers['content-type']).toBe('application/octet-stream');
  });

  it.each([
    ['/missing.js', 404],
    ['/assets', 404],
    ['/index.html/more', 404],
    [`/${'a'.repeat(300)}`, 404],
    ['/../secret.txt', 400],
    ['/%2e%2e/secret.txt', 400],
  ])('answers %s with %i', async (pathname, status) => {
    const answer = await readAsset(root, pathname);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).not.toContain('secret');
  });

  it('sends the policy with every answer, refusals included', async () => {
    for (const pathname of ['/', '/missing', '/../x']) {
      const answer = await readAsset(root, pathname, ['ws://127.0.0.1:9']);
      expect(answer.headers['content-security-policy']).toContain("connect-src 'self' ws://127.0.0.1:9");
    }
  });
});
