import { describe, expect, it } from 'vitest';
import type { InspectReport, MessageLine } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { aHostInfo } from '#shared/testing/a-host-info.ts';
import { FakeHostApi } from '../../testing/fake-host-api.ts';
import { fakeSurroundings } from '../../testing/fake-surroundings.ts';
import { FakeTerminal } from '../../testing/fake-terminal.ts';
import { runCli } from '../run-cli.ts';
import { inspectSummary } from './inspect-summary.ts';

const REPORT: InspectReport = {
  name: 'scan',
  messages: 467,
  runs: 1,
  points: 51,
  streams: { primary: 51, baseline: 2 },
  axes: [
    {
      device: 'stage.x',
      units: 'mm',
      precision: 3,
      start: 0,
      travel: 26,
      minimum: 0,
      maximum: 26,
      moves: 51,
      limits: { low: -25, high: 25 },
      violations: 2,
    },
  ],
  violations: [
    { device: 'stage.x', value: 26, message: 'stage.x ends at 25 mm: 26 is beyond its upper limit', index: 7 },
  ],
  violations_allowed: false,
  duration: {
    expected_s: 63,
    basis: 'devices',
    band: { low_s: 62, high_s: 70 },
    live_s: 10.2,
    moving_s: 52.8,
    waiting_s: 0,
    other_s: 0,
    unknown: ['shutter'],
    learned: { runs: 3, per_point_s: 1.3, low_per_point_s: 1.2, high_per_point_s: 1.4 },
  },
  devices: [
    { device: 'det', state: 'declared', staged: true, moves: 0, triggers: 51, reads: 51, exposure_s: 0.2 },
    { device: 'stage.x', state: 'connected', staged: false, moves: 51, triggers: 0, reads: 51 },
  ],
  pauses: { checkpoints: 51, at_every_point: true, replayed_messages: 8, replayed_moves: 1 },
  trajectory: null,
  is_estimate: false,
  cut: null,
  error: null,
  elapsed_ms: 4,
};
const FINE: InspectReport = { ...REPORT, violations: [] };
const LINE: MessageLine = { command: 'set', obj: 'stage-x', args: [1], kwargs: { group: 'set#1' }, run: null };

function setUp(report: InspectReport = FINE, lines: readonly MessageLine[] = [LINE]) {
  const api = new FakeHostApi().on('host.info', () => aHostInfo()).on('plans.inspect', () => report);
  const terminal = new FakeTerminal('');
  const inspection = {
    async *lines() {
      yield* lines;
    },
  };
  const openHost = async () => ({ api, inspection, setClosing: () => undefined, dispose: async () => undefined });
  const context = fakeSurroundings({ terminal, openHost });
  return { api, terminal, hutch: (...args: string[]) => runCli(context, args) };
}

describe('hutch inspect', () => {
  it('prints every message as a line of JSON', async () => {
    const { hutch, terminal } = setUp();
    expect(await hutch('inspect', 'scan', '{"num": 2}', '--json')).toBe(0);
    expect(terminal.outLines).toEqual([JSON.stringify(LINE)]);
  });

  it('ends with 1 when the plan would leave limits, and says where on standard error', async () => {
    const { hutch, terminal } = setUp(REPORT);
    expect(await hutch('inspect', 'scan')).toBe(1);
    expect(terminal.errLines).toEqual([
      'error[limit_violation]: stage.x ends at 25 mm: 26 is beyond its upper limit, and 1 more point',
    ]);
  });

  it('says one limit once, however many points leave it, and each limit of a device by itself', async () => {
    const upper = [26, 26.5, 27].map((value, index) => ({
      device: 'stage.x',
      value,
      index,
      message: `stage.x ends at 25 mm: ${value} is beyond its upper limit`,
    }));
    const lower = { ...upper[0]!, value: -26, message: 'stage.x begins at -25 mm: -26 is beyond its lower limit' };
    const axes = REPORT.axes.map((axis) => ({ ...axis, violations: 40 }));
    const one = setUp({ ...REPORT, axes, violations: upper });
    await one.hutch('inspect', 'scan');
    expect(one.terminal.errLines.map((line) => line.slice(-20))).toEqual([', and 39 more points']);
    const both = setUp({ ...REPORT, axes, violations: [...upper, lower] });
    await both.hutch('inspect', 'scan');
    expect(both.terminal.errLines.map((line) => line.slice(line.indexOf('beyond')))).toEqual([
      'beyond its upper limit, and 2 more points',
      'beyond its lower limit',
    ]);
  });

  it('ends with 0 when the author allows it, or nothing is wrong', async () => {
    expect(await setUp({ ...REPORT, violations_allowed: true }).hutch('inspect', 'scan')).toBe(0);
    expect(await setUp().hutch('inspect', 'scan')).toBe(0);
  });

  it('ends with 1 when the plan would fail', async () => {
    const { hutch, terminal } = setUp({ ...FINE, error: { code: 'plan_failed', message: 'nothing to tune' } });
    expect(await hutch('inspect', 'scan')).toBe(1);
    expect(terminal.errLines).toEqual(['error[plan_failed]: nothing to tune']);
  });

  it('ends with 2 for a bad request', async () => {
    const { api, hutch } = setUp();
    api.on('plans.inspect', () => {
      throw new HutchError('unknown_plan', 'There is no plan "scann"; did you mean "scan"?');
    });
    expect(await hutch('inspect', 'scann')).toBe(2);
    expect(await hutch('inspect', 'scan', '{')).toBe(2);
  });
});

describe('the summary of an inspection', () => {
  const lines = inspectSummary(REPORT, new Date(2026, 0, 5, 14, 18, 0));
  const text = lines.join('\n');

  it('says how much, how long, and when it would end', () => {
    expect(lines[0]).toBe('scan: 51 points, 2 in baseline in 1 run, 467 messages');
    expect(lines[1]).toBe('takes 1 min 3 s, between 1 min 2 s and 1 min 10 s by earlier runs; would end at 14:19:03');
    expect(text).toContain('live 10 s, dead 53 s: moving 53 s');
    expect(text).toContain('without the time of shutter: nobody knows it');
    expect(text).toContain('3 earlier runs: 1.3 s a point (1.2 to 1.4)');
  });

  it('promises no end where nobody knows how long a device takes', () => {
    const { band: _, ...duration } = REPORT.duration;
    const takes = (expected_s: number) =>
      inspectSummary({ ...REPORT, duration: { ...duration, expected_s } }, new Date(2026, 0, 5, 14, 18, 0))[1];
    expect(takes(0)).toBe('nobody knows how long it takes');
    expect(takes(63)).toBe('takes at least 1 min 3 s');
  });

  it('shows axes in columns, violations marked', () => {
    expect(lines).toContain('  axis     travel  start  minimum  maximum  limits');
    expect(lines).toContain('  stage.x  26 mm   0      0        26       -25 ... 25  VIOLATED 2 times');
  });

  it('says which devices are used how, which are not connected, and where the plan can be paused', () => {
    expect(text).toMatch(/det {6}staged, triggered 51 times for 0.2 s, read 51 times {2}not connected now/);
    expect(text).toMatch(/stage.x {2}moved 51 times, read 51 times$/m);
    expect(text).toContain('can be paused at every point; a resume does at most 8 messages again, 1 move among them');
  });
});
