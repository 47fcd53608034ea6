import { isAbsolute, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveAsset } from './resolve-asset.ts';

const ROOT = '/srv/hutch/out/renderer';

describe('the resolver of assets', () => {
  it.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/assets/index-BxY1.js', 'assets/index-BxY1.js'],
    ['/assets/inter%20variable.woff2', 'assets/inter variable.woff2'],
    ['/assets/%C3%A9.svg', 'assets/é.svg'],
  ])('maps %s to %s', (pathname, file) => {
    expect(resolveAsset(ROOT, pathname)).toEqual({ kind: 'file', path: `${ROOT}/${file}` });
  });

  it.each([
    '/../package.json',
    '/../../package.json',
    '/assets/../../main/index.js',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%2fpackage.json',
    '/..%5cpackage.json',
    '/..\\package.json',
    '/assets\\..\\..\\package.json',
    '/./index.html',
    '//etc/passwd',
    '/assets//index.js',
    '/assets/',
    '/.env',
    '/assets/.git/config',
    '/index.html%00.png',
    '/index.html\u0000',
    '/C:/Windows/win.ini',
    '/%E0%A4%A',
    '/%',
    'index.html',
    '',
    'http://host.evil/index.html',
  ])('refuses %j', (pathname) => {
    expect(resolveAsset(ROOT, pathname)).toMatchObject({ kind: 'refused' });
  });

  it('decodes once only, so that a doubly encoded escape stays a name', () => {
    expect(resolveAsset(ROOT, '/%252e%252e')).toEqual({ kind: 'file', path: `${ROOT}/%2e%2e` });
  });

  it('never leaves its root, whatever the path', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', 'a', ':', '%25');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = resolveAsset(ROOT, `/${pieces.join('')}`);
        if (found.kind === 'refused') return;
        const inside = relative(ROOT, found.path);
        expect(inside).not.toMatch(/^\.\.(\/|$)/);
        expect(isAbsolute(inside)).toBe(false);
      }),
    );
  });
});
