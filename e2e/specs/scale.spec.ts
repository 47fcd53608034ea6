import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from '../fixtures/test.ts';

const READINGS = 10_000;

// As fast as the engine can: the devices are done at once.
test.use({ simSpeed: 1_000_000 });
test.setTimeout(120_000);

/** Measures in the page, until told to stop, the longest time that it did not answer. */
const WATCH = `globalThis.longestGap = 0;
  let last = performance.now();
  globalThis.watch = setInterval(() => {
    const now = performance.now();
    globalThis.longestGap = Math.max(globalThis.longestGap, now - last);
    last = now;
  }, 10);`;

/** Measures how long, at the longest, this process was held up. */
function heldUp(): { longestMs: () => number } & Disposable {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return {
    longestMs: () => delay.max / 1e6,
    [Symbol.dispose]: () => {
      delay.disable();
    },
  };
}

test(`a count of ${READINGS} arrives complete and in order while the page stays responsive`, async ({
  hutch,
  front,
}) => {
  await hutch.plans.choose('count');
  await hutch.plans.fill('Readings', String(READINGS));
  // A machine that is busy elsewhere holds everybody: this process waits for nothing else, and says how long.
  using machine = heldUp();
  await front.page.evaluate(WATCH);
  await hutch.plans.run();
  await expect.poll(() => hutch.live.points(), { timeout: 100_000, intervals: [500] }).toBe(READINGS);
  const longestGap = await front.page.evaluate('clearInterval(globalThis.watch), globalThis.longestGap');
  expect(longestGap).toBeLessThan(1000 + machine.longestMs());
  // The newest row is the last one; the oldest, at the other end of the table, the first.
  expect((await hutch.live.newestRow())[0]?.replace(/\D/g, '')).toBe(String(READINGS));
  await hutch.expectState('Idle');
});
