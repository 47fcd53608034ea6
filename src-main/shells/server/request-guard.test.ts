import { describe, expect, it } from 'vitest';
import { isLoopbackHost, isSameOrigin } from './request-guard.ts';

describe('the Host header', () => {
  it.each(['127.0.0.1', '127.0.0.1:8520', 'localhost:8520', 'LOCALHOST:1', '[::1]:8520'])('may be %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:8520',
    '127.0.0.1.evil.example',
    'localhost.evil.example:8520',
    '192.168.1.20:8520',
    '0.0.0.0:8520',
    'evil@127.0.0.1',
    '127.0.0.1/evil',
    '127.0.0.1:port',
    '127.0.0.1, evil.example',
  ])('may not be %j', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('the origin', () => {
  const host = '127.0.0.1:8520';

  it.each([
    [{ host }],
    [{ host, origin: `http://${host}` }],
    [{ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }],
    [{ host, 'sec-fetch-site': 'none' }],
  ])('is the console or a program with %j', (headers) => {
    expect(isSameOrigin(headers)).toBe(true);
  });

  it.each([
    [{ host, origin: 'http://evil.example' }],
    [{ host, origin: 'http://127.0.0.1:9999' }],
    [{ host, origin: 'http://localhost:8520' }],
    [{ host, origin: `https://${host}` }],
    [{ host, origin: `http://${host}.evil.example` }],
    [{ host, origin: 'null' }],
    [{ host, origin: '' }],
    [{ host, 'sec-fetch-site': 'cross-site' }],
    [{ host, 'sec-fetch-site': 'same-site' }],
  ])('is foreign with %j', (headers) => {
    expect(isSameOrigin(headers)).toBe(false);
  });
});
