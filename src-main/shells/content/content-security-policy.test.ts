import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** Reads a policy as a browser does: directives by name, sources as a list. */
function parse(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

describe('the content security policy', () => {
  const policy = parse(contentSecurityPolicy());

  it.each([
    ['default-src', ["'none'"]],
    ['script-src', ["'self'"]],
    ['style-src', ["'self'"]],
    ['img-src', ["'self'", 'data:', 'blob:']],
    ['font-src', ["'self'"]],
    ['connect-src', ["'self'"]],
    ['object-src', ["'none'"]],
    ['base-uri', ["'none'"]],
    ['form-action', ["'none'"]],
    ['frame-ancestors', ["'none'"]],
  ])('says %s %j', (directive, sources) => {
    expect(policy.get(directive)).toEqual(sources);
  });

  it('has no directive besides those', () => {
    expect(policy.size).toBe(10);
  });

  it('allows neither inline nor evaluated code, nor any scheme as a whole', () => {
    const scripts = [...(policy.get('script-src') ?? []), ...(policy.get('style-src') ?? [])];
    expect(scripts).not.toContain("'unsafe-inline'");
    expect(scripts).not.toContain("'unsafe-eval'");
    expect([...policy.values()].flat()).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(https?|wss?):$|^\*/)]),
    );
  });

  it('adds an origin to connect-src only', () => {
    const withSocket = parse(contentSecurityPolicy(['ws://127.0.0.1:8123']));
    expect(withSocket.get('connect-src')).toEqual(["'self'", 'ws://127.0.0.1:8123']);
    expect(withSocket.get('default-src')).toEqual(["'none'"]);
  });
});
