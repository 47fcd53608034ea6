import { describe, expect, it } from 'vitest';
import { isTrustedSender } from './trusted-sender.ts';

describe('the check of the sender', () => {
  const ours = { name: 'our window' };
  const foreign = { name: 'some other page' };
  const trusts = (sender: object, senderFrame: { url: string; parent: object | null } | null) =>
    isTrustedSender({ sender, senderFrame }, (candidate) => candidate === ours);

  it('trusts the main frame of our window on the console', () => {
    expect(trusts(ours, { url: 'app://hutch/index.html', parent: null })).toBe(true);
  });

  it.each([
    ['a frame that is gone', ours, null],
    ['a frame inside the page', ours, { url: 'app://hutch/', parent: {} }],
    ['a foreign address', ours, { url: 'https://example.com/', parent: null }],
    ['an address that begins like ours', ours, { url: 'app://hutch.evil/', parent: null }],
    ['an empty page', ours, { url: 'about:blank', parent: null }],
    ['a window that we did not make', foreign, { url: 'app://hutch/', parent: null }],
  ])('does not trust %s', (_who, sender, frame) => {
    expect(trusts(sender, frame)).toBe(false);
  });
});
