import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StatusView } from '#shared/contract/index.ts';
import { WatchableAsyncStatus } from '../device/index.ts';
import type { ProgressUpdate } from '../engine/status.ts';
import { ProgressReporter } from './progress-reporter.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** A reporter, what it reported, and moves whose progress the test tells. */
function setUp() {
  const reports: Record<string, StatusView>[] = [];
  let id = 0;
  const reporter = new ProgressReporter(
    (statuses) => reports.push(statuses),
    () => {
      id += 1;
      return `status-${id}`;
    },
  );
  const move = () => {
    let report: (update: ProgressUpdate) => void = () => undefined;
    let settle: (error?: Error) => void = () => undefined;
    const status = WatchableAsyncStatus.run((tell) => {
      report = (update) => tell(update);
      return new Promise<void>((resolve, reject) => {
        settle = (error) => (error ? reject(error) : resolve());
      });
    });
    return {
      status,
      report: (update: ProgressUpdate) => report(update),
      end: async (error?: Error) => {
        settle(error);
        await vi.advanceTimersByTimeAsync(0);
      },
    };
  };
  return { reporter, reports, move };
}

describe('ProgressReporter', () => {
  it('reports with the fields of blueapi, percentage from 0 to 1', async () => {
    const { reporter, reports, move } = setUp();
    const { status, report, end } = move();
    reporter.follow(new Set([status]));
    report({
      name: 'stage-x',
      initial: 0,
      current: 2,
      target: 8,
      unit: 'mm',
      precision: 3,
      timeElapsed: 1,
      timeRemaining: 3,
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(reports).toEqual([
      {
        'status-1': {
          display_name: 'stage-x',
          current: 2,
          initial: 0,
          target: 8,
          unit: 'mm',
          precision: 3,
          done: false,
          percentage: 0.25,
          time_elapsed: 1,
          time_remaining: 3,
        },
      },
    ]);
    await end();
    reporter.finish();
  });

  it('takes what a device says is left over what its positions say', async () => {
    const { reporter, reports, move } = setUp();
    const { status, report, end } = move();
    reporter.follow(new Set([status]));
    report({ fraction: 0.9, initial: 0, current: 5, target: 10 });
    await vi.advanceTimersByTimeAsync(0);
    expect(reports[0]?.['status-1']?.percentage).toBeCloseTo(0.1);
    expect(reports[0]?.['status-1']).toMatchObject({ display_name: 'unknown', unit: 'units', precision: 3 });
    await end();
    reporter.finish();
  });

  it('reports at most ten times a second', async () => {
    const { reporter, reports, move } = setUp();
    const { status, report, end } = move();
    reporter.follow(new Set([status]));
    for (let ms = 0; ms < 1000; ms += 10) {
      report({ fraction: 1 - ms / 1000 });
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(reports.length).toBeGreaterThanOrEqual(10);
    expect(reports.length).toBeLessThanOrEqual(11);
    await end();
    reporter.finish();
  });

  it('reports one that is done once more, as arrived, and not again', async () => {
    const { reporter, reports, move } = setUp();
    const [x, y] = [move(), move()];
    reporter.follow(new Set([x.status, y.status]));
    x.report({ name: 'x', fraction: 0.5 });
    y.report({ name: 'y', fraction: 0.5 });
    await x.end();
    y.report({ name: 'y', fraction: 0.4 });
    await vi.advanceTimersByTimeAsync(100);
    y.report({ name: 'y', fraction: 0.3 });
    await vi.advanceTimersByTimeAsync(100);
    const ofX = reports.flatMap((views) => (views['status-1'] ? [views['status-1']] : []));
    expect(ofX.map(({ done, percentage }) => [done, percentage])).toEqual([[true, 1]]);
    expect(reports.at(-1)).toEqual({ 'status-2': expect.objectContaining({ done: false }) });
    await y.end();
    reporter.finish();
  });

  it('does not say that one which failed has arrived', async () => {
    const { reporter, reports, move } = setUp();
    const { status, report, end } = move();
    reporter.follow(new Set([status]));
    report({ fraction: 0.5 });
    await end(new Error('stalled'));
    reporter.finish();
    expect(reports.at(-1)?.['status-1']).toMatchObject({ done: true, percentage: 0.5 });
  });

  it('gathers a thousand short waits into a few reports, each status once', async () => {
    const { reporter, reports, move } = setUp();
    for (let i = 0; i < 1000; i += 1) {
      const { status, report, end } = move();
      reporter.follow(new Set([status]));
      report({ fraction: 0.5 });
      await end();
      reporter.follow(null);
      await vi.advanceTimersByTimeAsync(1);
    }
    reporter.finish();
    expect(reports.length).toBeLessThanOrEqual(12);
    expect(reports.flatMap((views) => Object.keys(views))).toHaveLength(1000);
  });

  it('forgets what a wait has given up', async () => {
    const { reporter, reports, move } = setUp();
    const { status, report, end } = move();
    reporter.follow(new Set([status]));
    reporter.follow(null);
    report({ fraction: 0.5 });
    await vi.advanceTimersByTimeAsync(500);
    expect(reports).toEqual([]);
    await end();
    reporter.finish();
    reporter.finish();
  });

  it('watches nothing that is done or cannot be watched', () => {
    const { reporter, reports } = setUp();
    const { watch: _watch, ...unwatchable } = {
      done: false,
      success: false,
      exception: () => null,
      addCallback: () => () => undefined,
      watch: undefined,
    };
    reporter.follow(new Set([unwatchable]));
    reporter.finish();
    expect(reports).toEqual([]);
  });
});
