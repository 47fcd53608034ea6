import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InspectReport } from '#shared/contract/inspect.ts';
import { HutchClient } from '../client/hutch-client.ts';
import { FakeTransport } from '../client/testing/fake-transport.ts';
import { ClientContext } from '../client/use-client.ts';
import { aQueue } from '../queue/testing/task-builders.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { InspectButton } from './InspectButton.tsx';
import { LookAhead } from './LookAhead.tsx';
import { useLookAhead } from './use-look-ahead.ts';
import { violationIssues } from './violation-issues.ts';

const REPORT: InspectReport = {
  name: 'scan',
  messages: 3,
  runs: 1,
  points: 51,
  streams: { primary: 51 },
  axes: [
    {
      device: 'stage.x',
      units: 'mm',
      precision: 3,
      start: 0,
      travel: 1,
      minimum: 0,
      maximum: 1,
      moves: 51,
      limits: { low: -25, high: 25 },
      violations: 0,
    },
  ],
  violations: [],
  violations_allowed: false,
  duration: { expected_s: 63, basis: 'devices', live_s: 10.2, moving_s: 52.8, waiting_s: 0, other_s: 0, unknown: [] },
  devices: [{ device: 'det', state: 'connected', staged: true, moves: 0, triggers: 51, reads: 51, exposure_s: 0.2 }],
  pauses: { checkpoints: 51, at_every_point: true, replayed_messages: 8, replayed_moves: 1 },
  trajectory: null,
  is_estimate: false,
  cut: null,
  error: null,
  elapsed_ms: 4,
};
const VIOLATION = {
  device: 'stage.x',
  value: 26,
  message: 'stage.x ends at 25 mm: 26 is beyond its upper limit',
  index: 7,
  path: 'params.axes[0].motor',
};
const PARAMS = { num: 51 };

let transport: FakeTransport;
let client: HutchClient;

function show(children: React.ReactNode) {
  return render(<ClientContext value={client}>{children}</ClientContext>);
}

async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

/** Answers the last request of a method. */
async function answer(method: string, output: unknown): Promise<void> {
  const id = transport.sentOf('request').findLast((frame) => frame.method === method)?.id ?? -1;
  await act(async () => transport.deliver({ type: 'result', id, output }));
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 0, 5, 14, 18) });
  Element.prototype.scrollIntoView = () => undefined;
  transport = new FakeTransport();
  client = new HutchClient(transport);
  client.connect();
  transport.accept();
  useHostStore.setState({ connection: client.connection });
  useWorkerStore.setState({ state: 'IDLE' });
  useTasksStore.setState({ tasks: [], queue: aQueue() });
});

afterEach(() => {
  cleanup();
  client.dispose();
  vi.useRealTimers();
});

describe('the box between form and button', () => {
  test('says how many points, how long, when it would end, where it can be paused, and how long an exposure is', () => {
    show(<LookAhead report={REPORT} isOld={false} />);
    const box = screen.getByRole('region', { name: 'Look ahead' });
    expect(box.textContent).toContain('51 points · 1 min 3 s');
    expect(box.textContent).toContain('would end 14:19');
    expect(box.textContent).toContain('can be paused at every point');
    expect(box.textContent).toContain('exposure 0.2 s');
    expect(box.textContent).toContain('−25 … 25 mm');
  });

  test('draws the way of an axis between its limits, and says it in words', () => {
    show(<LookAhead report={REPORT} isOld={false} />);
    const bar = screen.getByRole('img', { name: /stage.x goes from 0.000 to 1.000 mm, limits −25 … 25 mm, now 0.000/ });
    expect(bar.querySelector('i')?.style.left).toBe('50%');
    expect(bar.querySelector('i')?.style.right).toBe('48%');
  });

  test('gives no time of day while something is queued before it', () => {
    useWorkerStore.setState({ state: 'RUNNING' });
    show(<LookAhead report={REPORT} isOld={false} />);
    expect(screen.queryByText(/would end/)).toBeNull();
    expect(screen.getByText('after what is queued')).toBeDefined();
  });

  test('is honest about estimates and about plans that do not end', () => {
    show(<LookAhead report={{ ...REPORT, is_estimate: true }} isOld={false} />);
    expect(screen.getByText(/about 1 min 3 s/)).toBeDefined();
    cleanup();
    show(<LookAhead report={{ ...REPORT, cut: 'it was followed for 3 s' }} isOld={false} />);
    expect(screen.getByText(/over 1 min 3 s/)).toBeDefined();
    expect(screen.getByText('may never end')).toBeDefined();
  });

  test('promises no time where nobody knows how long a device takes', () => {
    const of = (expected_s: number, basis: 'devices' | 'runs') => ({
      ...REPORT,
      duration: { ...REPORT.duration, expected_s, basis, unknown: ['mono.energy'] },
    });
    show(<LookAhead report={of(0, 'devices')} isOld={false} />);
    expect(screen.getByText(/nobody knows how long/)).toBeDefined();
    expect(screen.queryByText(/would end|0 s$/)).toBeNull();
    cleanup();
    show(<LookAhead report={of(12, 'devices')} isOld={false} />);
    expect(screen.getByText(/over 12 s/)).toBeDefined();
    expect(screen.getByText('end not known')).toBeDefined();
    cleanup();
    show(<LookAhead report={of(63, 'runs')} isOld={false} />);
    expect(screen.getByText(/about 1 min 3 s/)).toBeDefined();
    expect(screen.getByText('would end 14:19')).toBeDefined();
  });

  test('tells with what the plan would fail', () => {
    const error = { code: 'plan_failed' as const, message: 'det has no field nope' };
    show(<LookAhead report={{ ...REPORT, error }} isOld={false} />);
    expect(screen.getByText('det has no field nope')).toBeDefined();
  });
});

describe('what is beyond limits', () => {
  const report = { ...REPORT, violations: [VIOLATION, { ...VIOLATION, value: 27 }] };

  test('is an error of the field that names the device, once', () => {
    expect(violationIssues(report, [])).toEqual([{ path: ['axes', 0, 'motor'], message: VIOLATION.message }]);
  });

  test('is not said where a field says it already, or where the author allows it', () => {
    expect(violationIssues(report, [{ path: ['axes', 0, 'stop'], message: VIOLATION.message }])).toEqual([]);
    expect(violationIssues({ ...report, violations_allowed: true }, [])).toEqual([]);
  });
});

describe('looking ahead while somebody types', () => {
  function Probe({ num }: { num: number }) {
    const params = { num };
    return <LookAhead {...useLookAhead('scan', usePinned(params), true)} />;
  }
  const kept = new Map<number, { num: number }>();
  function usePinned(params: { num: number }) {
    const known = kept.get(params.num) ?? params;
    kept.set(params.num, known);
    return known;
  }
  const asked = () => transport.sentOf('request').filter(({ method }) => method === 'plans.inspect');

  test('asks once the parameters rest, always in the same slot, and shows what is old as such', async () => {
    const { rerender } = show(<Probe num={1} />);
    await pass(100);
    rerender(
      <ClientContext value={client}>
        <Probe num={2} />
      </ClientContext>,
    );
    await pass(100);
    expect(asked()).toHaveLength(0);
    await pass(100);
    expect(asked()).toHaveLength(1);
    await answer('plans.inspect', REPORT);
    expect(screen.getByRole('region', { name: 'Look ahead' }).className).toBe('look');
    rerender(
      <ClientContext value={client}>
        <Probe num={3} />
      </ClientContext>,
    );
    expect(screen.getByRole('region', { name: 'Look ahead' }).className).toBe('look look-old');
    await pass(200);
    const slots = asked().map(({ input }) => (input as { slot: string }).slot);
    expect(slots).toHaveLength(2);
    expect(new Set(slots).size).toBe(1);
  });
});

describe('the pane that Inspect opens', () => {
  test('says why it cannot open where nothing is known', () => {
    show(<InspectButton plan="scan" params={PARAMS} report={null} />);
    const button = screen.getByRole('button', { name: 'Inspect' });
    fireEvent.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button.title).toMatch(/nothing to look at/);
  });

  test('shows axes, times and devices, and what is wrong first', async () => {
    const report = {
      ...REPORT,
      violations: [VIOLATION],
      axes: REPORT.axes.map((axis) => ({ ...axis, violations: 1 })),
    };
    show(<InspectButton plan="scan" params={PARAMS} report={report} />);
    fireEvent.click(screen.getByRole('button', { name: 'Inspect' }));
    await pass(50);
    expect(screen.getByRole('dialog', { name: 'What scan would do' })).toBeDefined();
    expect(screen.getByText(VIOLATION.message)).toBeDefined();
    expect(screen.getByText('violated')).toBeDefined();
    expect(screen.getByText('Exposing')).toBeDefined();
    expect(screen.getByRole('table', { name: 'What is done with each device' }).textContent).toContain('det');
  });

  test('goes through the messages one by one, and plays them', async () => {
    show(<InspectButton plan="scan" params={PARAMS} report={REPORT} />);
    fireEvent.click(screen.getByRole('button', { name: 'Inspect' }));
    await pass(50);
    fireEvent.click(screen.getByRole('tab', { name: /Messages/ }));
    const message = (command: string) => ({ command, obj: null, args: [], kwargs: {}, run: null });
    await answer('plans.messages', { messages: ['open_run', 'checkpoint', 'close_run'].map(message), ended: true });
    const current = () => document.querySelector('[aria-current="step"]')?.textContent;
    expect(current()).toContain('open_run');
    fireEvent.click(screen.getByRole('button', { name: 'Next message' }));
    expect(current()).toContain('checkpoint');
    fireEvent.click(screen.getByRole('button', { name: 'Play' }));
    await pass(2000);
    expect(current()).toContain('close_run');
    expect(screen.getByText('3 of 3')).toBeDefined();
  });
});
