import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { securityHeaders } from './security-headers.ts';

describe('the security headers', () => {
  it('carry the policy with the origins of the front', () => {
    expect(securityHeaders(['ws://127.0.0.1:1'])['content-security-policy']).toBe(
      contentSecurityPolicy(['ws://127.0.0.1:1']),
    );
  });

  it.each([
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
  ])('say %s: %s', (name, value) => {
    expect(securityHeaders()[name]).toBe(value);
  });

  it('refuse the powers that reach hardware and people', () => {
    expect(securityHeaders()['permissions-policy']).toMatch(/camera=\(\).*serial=\(\).*usb=\(\)/);
  });
});
