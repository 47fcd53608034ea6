import { describe, expect, test } from 'vitest';
import { PlanHalt, RequestAbort, RequestStop } from '../../engine/engine-errors.ts';
import type { Msg, MsgGenerator } from '../../engine/msg.ts';
import { FakeDetector, FakeMotor } from '../testing/fake-devices.ts';
import { label, labels, play } from '../testing/play.ts';
import {
  baselineWrapper,
  contingencyWrapper,
  finalizeWrapper,
  injectMdWrapper,
  lazilyStageWrapper,
  makeDecorator,
  monitorDuringWrapper,
  msgMutator,
  planMutator,
  printSummaryWrapper,
  runDecorator,
  runWrapper,
  setRunKeyWrapper,
  stubWrapper,
} from './index.ts';

/** Throws `error` at message number `index`. */
function failAt(index: number, error: Error) {
  return (_message: Msg, at: number) => {
    if (at === index) throw error;
    return undefined;
  };
}

const BOOM = new Error('boom');

function* boom(): MsgGenerator<never> {
  yield label('before');
  throw BOOM;
}

describe('finalizeWrapper', () => {
  test('runs the cleanup after success and keeps the result', () => {
    const { messages, returned } = play(finalizeWrapper(labels('a'), () => labels('cleanup')));
    expect(messages).toEqual(['null(a)', 'null(cleanup)']);
    expect(returned).toEqual([undefined]);
  });

  test.each([
    ['a failure', BOOM],
    ['a stop', new RequestStop()],
    ['an abort', new RequestAbort('why')],
  ])('runs the cleanup after %s, which goes on', (_what, error) => {
    const played = play(finalizeWrapper(labels('a', 'never'), [label('cleanup')]), failAt(0, error));
    expect(played.messages).toEqual(['null(a)', 'null(cleanup)']);
    expect(played.thrown).toBe(error);
  });

  test('runs no cleanup after a halt, nor when it is closed', () => {
    const halted = play(
      finalizeWrapper(labels('a'), () => labels('cleanup')),
      failAt(0, new PlanHalt()),
    );
    expect(halted.messages).toEqual(['null(a)']);
    const closed = finalizeWrapper(labels('a'), () => labels('cleanup'));
    closed.next();
    expect(closed.return([])).toEqual({ done: true, value: [] });
  });

  test('pauses before the cleanup of a failure if asked to', () => {
    const { messages } = play(finalizeWrapper(boom(), () => labels('cleanup'), { pauseForDebug: true }));
    expect(messages).toEqual(['null(before)', 'pause', 'null(cleanup)']);
  });
});

describe('contingencyWrapper', () => {
  const options = {
    exceptPlan: (error: unknown) => labels(`except ${(error as Error).message}`),
    elsePlan: () => labels('else'),
    finalPlan: () => labels('final'),
  };

  test('runs else and final after success', () => {
    expect(play(contingencyWrapper(labels('a'), options)).messages).toEqual(['null(a)', 'null(else)', 'null(final)']);
  });

  test('runs except and final after a failure, which goes on unless told otherwise', () => {
    const played = play(contingencyWrapper(boom(), options));
    expect(played.messages).toEqual(['null(before)', 'null(except boom)', 'null(final)']);
    expect(played.thrown).toBe(BOOM);
    const kept = play(contingencyWrapper(boom(), { ...options, autoRaise: false }), (_m, index) => index);
    expect(kept).toMatchObject({ returned: [1], thrown: undefined });
  });

  test('runs nothing after a halt', () => {
    const { messages } = play(contingencyWrapper(labels('a'), options), failAt(0, new PlanHalt()));
    expect(messages).toEqual(['null(a)']);
  });
});

describe('runWrapper', () => {
  test('closes the run with how the plan ended', () => {
    const closings = (error: Error | null) => {
      const seen: unknown[] = [];
      play(runWrapper(labels('a')), (message, index) => {
        if (message.command === 'close_run') seen.push(message.kwargs);
        if (index === 1 && error) throw error;
        return 'uid';
      });
      return seen;
    };
    expect(closings(null)).toEqual([{ exit_status: null, reason: null }]);
    expect(closings(BOOM)).toEqual([{ exit_status: 'fail', reason: 'boom' }]);
    expect(closings(new RequestAbort('why'))).toEqual([{ exit_status: 'abort', reason: null }]);
    expect(closings(new RequestStop())).toEqual([{ exit_status: 'success', reason: null }]);
    expect(closings(new PlanHalt())).toEqual([]);
  });

  test('returns the uid of the run', () => {
    expect(play(runWrapper(labels('a')), () => 'uid').returned).toBe('uid');
  });
});

describe('planMutator', () => {
  const around = (plan: MsgGenerator<unknown[]>) =>
    planMutator(plan, (message) =>
      (message.args as readonly unknown[])[0] === 'b' ? { head: labels('head', 'b2'), tail: labels('tail') } : null,
    );

  test('answers the replaced message with the last answer of its head, not of its tail', () => {
    const { messages, returned } = play(around(labels('a', 'b', 'c')), (_message, index) => index);
    expect(messages).toEqual(['null(a)', 'null(head)', 'null(b2)', 'null(tail)', 'null(c)']);
    expect(returned).toEqual([0, 2, 4]);
  });

  test('throws what a head does not catch into the plan below', () => {
    function* catching(): MsgGenerator<string> {
      try {
        yield label('b');
      } catch {
        yield label('caught');
      }
      return 'done';
    }
    const plan = planMutator(catching(), ({ args }) =>
      (args as readonly unknown[])[0] === 'b' ? { head: boom() } : null,
    );
    expect(play(plan)).toMatchObject({ messages: ['null(before)', 'null(caught)'], returned: 'done' });
  });

  test('closes every plan that is open when it is closed', () => {
    const closed: string[] = [];
    function* closing(name: string): MsgGenerator<unknown[]> {
      try {
        yield label('b');
      } finally {
        closed.push(name);
      }
      return [];
    }
    const plan = planMutator(closing('outer'), () => (closed.length === 0 ? { head: closing('inner') } : null));
    const first = planMutator(closing('only'), () => null);
    first.next();
    first.return([]);
    expect(closed).toEqual(['only']);
    expect(plan.next().done).toBe(false);
  });
});

test('msgMutator replaces and swallows messages, and throws what the processor throws into the plan', () => {
  const seen = play(
    msgMutator(labels('a', 'b', 'c'), (message) => {
      const [text] = message.args as readonly unknown[];
      if (text === 'a') return label('A');
      if (text === 'b') return null;
      throw BOOM;
    }),
    () => 'answer',
  );
  expect(seen).toMatchObject({ messages: ['null(A)'], thrown: BOOM });
});

test('monitors and baselines stand inside every run, in the order of Bluesky', () => {
  const det = new FakeDetector('det');
  const plan = baselineWrapper(monitorDuringWrapper(runWrapper(labels('a')), [new FakeMotor('motor')]), [det]);
  expect(play(plan).messages).toEqual([
    'open_run',
    'declare_stream(det, baseline)',
    'create(baseline)',
    'read(det)',
    'save',
    'monitor(motor, motor_monitor)',
    'null(a)',
    'unmonitor(motor)',
    'create(baseline)',
    'read(det)',
    'save',
    'close_run',
  ]);
});

test('a failure while messages are inserted into a run reaches the plan as it is', () => {
  const plan = monitorDuringWrapper(runWrapper(labels('a')), [new FakeMotor('motor')]);
  const played = play(plan, failAt(1, BOOM));
  expect(played.thrown).toBe(BOOM);
  expect(played.messages).toEqual(['open_run', 'monitor(motor, motor_monitor)']);
});

test('stubWrapper strips the run and gives its metadata', () => {
  expect(play(stubWrapper(runWrapper(labels('a'), { md: { purpose: 'test' } })))).toMatchObject({
    messages: ['null(a)'],
    returned: { purpose: 'test' },
  });
});

test('injectMdWrapper wins over the plan, setRunKeyWrapper over no key only', () => {
  const messages: Msg[] = [];
  const plan = injectMdWrapper(runWrapper(labels('a'), { md: { purpose: 'own', kept: 1 } }), { purpose: 'injected' });
  play(setRunKeyWrapper(plan, 'key'), (message) => messages.push(message));
  expect(messages[0]).toMatchObject({ kwargs: { purpose: 'injected', kept: 1 }, run: 'key' });
  expect(() => setRunKeyWrapper(labels(), null as never)).toThrow('cannot be null');
});

test('lazilyStageWrapper stages a device when it is first used, and unstages in the end', () => {
  const det = new FakeDetector('det');
  function* reading(): MsgGenerator<void> {
    for (let i = 0; i < 2; i++) yield { command: 'read', obj: det, args: [], kwargs: {}, run: null } as unknown as Msg;
  }
  const { messages } = play(lazilyStageWrapper(reading()));
  expect(messages).toEqual(['stage(det)', 'read(det)', 'read(det)', 'unstage(det)']);
});

test('printSummaryWrapper tells what happens', () => {
  const lines: string[] = [];
  play(printSummaryWrapper(runWrapper(labels('a')), (line) => lines.push(line)));
  expect(lines).toEqual([
    '=================================== Open Run ===================================',
    '================================== Close Run ===================================',
  ]);
});

test('decorators wrap plan functions', () => {
  const inRun = runDecorator({ md: { purpose: 'test' } })((text: string) => labels(text));
  expect(play(inRun('a')).messages).toEqual(['open_run', 'null(a)', 'close_run']);
  const cleaned = makeDecorator(finalizeWrapper)([label('cleanup')])((text: string) => labels(text));
  expect(play(cleaned('a')).messages).toEqual(['null(a)', 'null(cleanup)']);
});
