import type { Front } from '../fixtures/front.ts';
import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { expect, test } from '../fixtures/test.ts';

function served(front: Front): Extract<Front, { kind: 'browser' }> {
  if (front.kind !== 'browser') throw new Error('this front is not served');
  return front;
}

test('a page of another site can neither open the socket nor ask', async ({ front, context, complaints: _watched }) => {
  const { url } = served(front);
  const foreign = await context.newPage();
  await foreign.route('http://evil.localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await foreign.goto('http://evil.localhost/');
  const socket = `new Promise((resolve) => {
    const socket = new WebSocket(${JSON.stringify(url.replace('http', 'ws'))} + 'ws');
    socket.onopen = () => resolve('open');
    socket.onerror = () => resolve('refused');
  })`;
  expect(await foreign.evaluate(socket)).toBe('refused');
  const ask = (init: string) =>
    foreign.evaluate(
      `fetch('${url}api/request/worker.status', { method: 'POST', ${init} }).then(() => 'answered', () => 'refused')`,
    );
  expect(await ask("headers: { 'content-type': 'application/json' }, body: '{}'")).toBe('refused');
  // A form's kind of request needs no permission to be sent; it is no request to Hutch, and its answer may not be read.
  expect(await ask("mode: 'no-cors', body: '{}'")).toBe('refused');
});

test('a program asks over HTTP, and the console shows what comes of it', async ({ front, hutch, request }) => {
  const { url } = served(front);
  const answer = await request.post(`${url}api/request/tasks.submit`, { data: { name: 'count', params: { num: 4 } } });
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ name: 'count' });
  await expect.poll(() => hutch.live.points()).toBe(4);
  const refused = await request.post(`${url}api/request/tasks.submit`, { data: { name: 'cuont' } });
  expect(refused.status()).toBe(404);
  expect(await refused.json()).toMatchObject({
    error: { code: 'unknown_plan', message: expect.stringContaining('count') },
  });
});

test('a busy port is named, with exit status 2', async ({ front }) => {
  const { port } = new URL(served(front).url);
  const second = new HutchProcess(['out/main/cli.js', 'serve', '--port', port], { cwd: ROOT });
  expect(await second.ends()).toBe(2);
  expect(second.said).toContain(`error[port_in_use]: Port ${port}`);
});

test('Ctrl-C in mid-run aborts the plan through its cleanup and ends with 130', async ({
  front,
  hutch,
  complaints,
}) => {
  const { process } = served(front);
  // The console says that the connection is gone; so does the browser.
  complaints.expect(/WebSocket connection/);
  await hutch.plans.choose('sleep');
  await hutch.plans.fill('Time', '600');
  await hutch.plans.run();
  await hutch.expectState('Running');
  process.interrupt();
  expect(await process.ends()).toBe(130);
  expect(process.said).toContain('a plan that runs aborts and cleans up');
});

test('a console that has lost its host says so, and comes back by itself', async ({ front, hutch, complaints }) => {
  complaints.expect(/WebSocket connection|ERR_CONNECTION_REFUSED/);
  await hutch.expectState('Idle');
  const { process, url } = served(front);
  const { port } = new URL(url);
  process.interrupt();
  await process.ends();
  await expect(hutch.page.getByRole('banner')).toContainText(/no connection/i);
  const again = new HutchProcess(['out/main/cli.js', 'serve', '--port', port], { cwd: ROOT });
  try {
    await hutch.expectState('Idle');
  } finally {
    await again.dispose();
  }
});
