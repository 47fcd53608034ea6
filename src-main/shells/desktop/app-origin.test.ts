import { describe, expect, it } from 'vitest';
import { APP_URL, isAppUrl } from './app-origin.ts';

describe('the origin of the console', () => {
  it.each([APP_URL, 'app://hutch/index.html', 'app://hutch/index.html#run', 'APP://hutch/'])('holds %s', (address) => {
    expect(isAppUrl(address)).toBe(true);
  });

  it.each([
    'app://hutch.evil/',
    'app://hutch@evil/',
    'app://evil@hutch/',
    'app://hutch:8080/',
    'app://evil/hutch/',
    'app:///hutch/',
    'app:hutch',
    'apps://hutch/',
    'http://hutch/',
    'https://example.com/app://hutch/',
    'file:///index.html',
    'javascript:alert(1)',
    'data:text/html,<p>',
    'about:blank',
    'blob:app://hutch/0b5c',
    'hutch',
    '',
  ])('does not hold %s', (address) => {
    expect(isAppUrl(address)).toBe(false);
  });
});
