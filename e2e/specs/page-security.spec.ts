import { expect, test } from '../fixtures/test.ts';

test('the page has nothing of Node', async ({ front }) => {
  const types = await front.page.evaluate(
    '[typeof require, typeof process, typeof module, typeof global, typeof Buffer]',
  );
  expect(types).toEqual(Array(5).fill('undefined'));
});

test('everything that the page loads comes from its own origin', async ({ front }) => {
  const { origin } = new URL(front.page.url());
  const foreign: string[] = [];
  front.page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) foreign.push(request.url());
  });
  await front.page.reload({ waitUntil: 'networkidle' });
  expect(foreign).toEqual([]);
});

test('the policy blocks inline code, code from elsewhere and evaluated code', async ({ front, complaints }) => {
  complaints.expect(/Content Security Policy|violates the following|EvalError|ERR_BLOCKED/i);
  const { page } = front;
  // In a later task: what the debugger evaluates itself is exempt from the policy.
  const late = `new Promise((resolve) => setTimeout(() => {
    try { resolve(eval('1 + 1')); } catch (error) { resolve(error.name); }
  }))`;
  expect(await page.evaluate(late)).toBe('EvalError');
  const load = (attribute: string, value: string) => `new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
    const script = document.createElement('script');
    script.${attribute} = ${JSON.stringify(value)};
    document.head.append(script);
  })`;
  expect(await page.evaluate(load('textContent', 'globalThis.injected = true'))).toBe('script-src-elem');
  expect(await page.evaluate(load('src', 'https://example.invalid/x.js'))).toBe('script-src-elem');
  expect(await page.evaluate('typeof globalThis.injected')).toBe('undefined');
});

test('the page cannot speak to another host', async ({ front, complaints }) => {
  complaints.expect(/Content Security Policy|violates the following|connect/i);
  const result = front.page.evaluate("fetch('https://example.invalid/').then(() => 'reached', (error) => error.name)");
  expect(await result).toBe('TypeError');
});

test('nobody may show the console in a frame of theirs', async ({ front }) => {
  const policy = await front.page.evaluate(
    "fetch('/').then((response) => response.headers.get('content-security-policy'))",
  );
  expect(policy).toContain("frame-ancestors 'none'");
});
