import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { denyNavigation } from './deny-navigation.ts';

describe('navigation', () => {
  const contents = new EventEmitter();
  denyNavigation(contents as unknown as WebContents);
  const prevented = (event: string, url: string) => {
    const preventDefault = vi.fn();
    contents.emit(event, { url, preventDefault });
    return preventDefault.mock.calls.length === 1;
  };

  describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('at %s', (event) => {
    it.each([
      'https://example.com/',
      'http://127.0.0.1:8000/',
      'app://hutch.evil/',
      'app://host.evil/hutch',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'about:blank',
      '',
    ])('is prevented to %j', (url) => {
      expect(prevented(event, url)).toBe(true);
    });

    it('is allowed within the console', () => {
      expect(prevented(event, 'app://hutch/index.html#history')).toBe(false);
    });
  });
});
