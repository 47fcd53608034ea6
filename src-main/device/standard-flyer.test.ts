import { expect, it } from 'vitest';
import { StandardFlyer } from './standard-flyer.ts';
import { noLeaks } from './testing/no-leaks.ts';
import type { ReportProgress } from './watchable-async-status.ts';

noLeaks();

function flyer() {
  const calls: string[] = [];
  let finish: (error?: Error) => void = () => undefined;
  const logic = {
    prepare: async (value: number) => {
      calls.push(`prepare ${value}`);
      if (value < 0) throw new Error('cannot start there');
    },
    kickoff: async () => {
      calls.push('kickoff');
    },
    complete: (report: ReportProgress) => {
      report({ fraction: 0.5 });
      return new Promise<void>((resolve, reject) => {
        finish = (error) => (error ? reject(error) : resolve());
      });
    },
    stop: async () => {
      calls.push('stop');
      finish(new Error('stopped'));
    },
  };
  return { calls, fly: new StandardFlyer(logic).setName('fly'), arrive: () => finish() };
}

it('is prepared, kicked off and completed, in this order and once', async () => {
  const { fly, calls, arrive } = flyer();
  expect(() => fly.kickoff()).toThrow('fly must be prepared before kickoff');
  await fly.prepare(3).wait();
  expect(() => fly.complete()).toThrow('fly must be kicked off before complete');
  await fly.kickoff().wait();
  const status = fly.complete();
  const seen: unknown[] = [];
  status.watch(({ fraction }) => seen.push(fraction));
  arrive();
  await status.wait();
  expect([calls, seen]).toEqual([['prepare 3', 'kickoff'], [0.5]]);
  expect(() => fly.kickoff()).toThrow(expect.objectContaining({ code: 'illegal_message_sequence' }));
});

it('is not prepared after a preparation that failed', async () => {
  const { fly } = flyer();
  await fly.prepare(1).wait();
  await expect(fly.prepare(-1).wait()).rejects.toThrow('cannot start there');
  expect(() => fly.kickoff()).toThrow('must be prepared');
});

it('a stop fails the flight, and staging rests it', async () => {
  const { fly, calls } = flyer();
  await fly.prepare(1).wait();
  await fly.kickoff().wait();
  const status = fly.complete();
  await fly.stop();
  await expect(status.wait()).rejects.toThrow('stopped');
  await fly.stage().wait();
  await fly.unstage().wait();
  expect(calls.filter((call) => call === 'stop')).toHaveLength(3);
});
