import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MsgGenerator } from '../msg.ts';
import { m, recordEngine } from '../testing/record-engine.ts';
import { TestMotor } from '../testing/test-devices.ts';

function slowMotors(): [TestMotor, TestMotor] {
  const motors: [TestMotor, TestMotor] = [new TestMotor('x'), new TestMotor('y')];
  for (const motor of motors) motor.manual = true;
  return motors;
}

describe('wait', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits for all statuses of its group and tells the waiting hook which', async () => {
    const { engine } = recordEngine();
    const [x, y] = slowMotors();
    const hooked: unknown[] = [];
    engine.waitingHook = (statuses) => hooked.push(statuses === null ? null : statuses.size);
    let answer: unknown;
    function* plan(): MsgGenerator<void> {
      yield m('set', x, [1], { group: 'g' });
      yield m('set', y, [1], { group: 'g' });
      answer = yield m('wait', null, [], { group: 'g' });
    }
    const finished = engine.run(plan());
    x.status?.finish();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toBeUndefined();
    expect(hooked).toEqual([2]);
    y.status?.finish();
    await finished;
    expect(answer).toBe(true);
    expect(hooked).toEqual([2, null]);
  });

  it('is not ended by a watched group that has nothing to watch', async () => {
    const { engine } = recordEngine();
    const [x] = slowMotors();
    let answer: unknown;
    function* plan(): MsgGenerator<void> {
      yield m('set', x, [1], { group: 'g' });
      answer = yield m('wait', null, [], { group: 'g', watch: ['g', 'nobody'] });
    }
    const finished = engine.run(plan());
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toBeUndefined();
    x.status?.finish();
    expect((await finished).exitStatus).toBe('success');
    expect(answer).toBe(true);
  });

  it('throws a timeout that says what is not done, after which the group can be waited for again', async () => {
    const { engine } = recordEngine();
    const [x] = slowMotors();
    const answers: unknown[] = [];
    function* plan(): MsgGenerator<void> {
      yield m('set', x, [1], { group: 'g' });
      try {
        yield m('wait', null, [], { group: 'g', timeout: 2 });
      } catch (error) {
        answers.push((error as { code: string }).code, (error as Error).message);
      }
      answers.push(yield m('wait', null, [], { group: 'g', timeout: 1, error_on_timeout: false }));
      answers.push(yield m('wait', null, [], { group: 'g', timeout: 1, error_on_timeout: false }));
      answers.push(yield m('wait', null, ['nobody']));
    }
    const finished = engine.run(plan());
    await vi.advanceTimersByTimeAsync(2_000);
    await vi.advanceTimersByTimeAsync(1_000);
    x.status?.finish();
    await finished;
    expect(answers).toEqual([
      'timeout',
      expect.stringMatching(/^The group 'g' was not done within 2 s: /),
      false,
      true,
      true,
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends early, with the failure, when a watched group fails', async () => {
    const { engine } = recordEngine();
    const [x, y] = slowMotors();
    const finished = engine.run([
      m('set', x, [1], { group: 'slow' }),
      m('set', y, [1], { group: 'watched' }),
      m('wait', null, [], { group: 'slow', watch: ['watched', 'unknown'], timeout: 60 }),
    ]);
    y.status?.finish(new Error('watched failed'));
    expect(await finished).toMatchObject({ exitStatus: 'fail', reason: 'watched failed' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not end when a watched group succeeds', async () => {
    const { engine } = recordEngine();
    const [x, y] = slowMotors();
    const finished = engine.run([
      m('set', x, [1], { group: 'slow' }),
      m('set', y, [1], { group: 'watched' }),
      m('wait', null, [], { group: 'slow', watch: ['watched'] }),
    ]);
    y.status?.finish();
    await vi.advanceTimersByTimeAsync(1);
    expect(engine.state).toBe('running');
    x.status?.finish();
    expect((await finished).exitStatus).toBe('success');
  });

  it('fails a device that gives no status, naming it', async () => {
    const { engine } = recordEngine();
    const motor = new TestMotor('x');
    motor.set = () => undefined as never;
    const result = await engine.run([m('set', motor, [1])]);
    expect(result.reason).toBe('Device x (TestMotor): set() did not return a status');
  });
});
