import { describe, expect, test } from 'vitest';
import { PlanHalt, RequestAbort } from '../../engine/engine-errors.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import { runWrapper } from '../preprocessors/run-wrapper.ts';
import { stageWrapper } from '../preprocessors/stage-wrapper.ts';
import { FakeDetector } from '../testing/fake-devices.ts';
import { labels, play } from '../testing/play.ts';
import { stagedRun } from './staged-run.ts';

const det = new FakeDetector('det');
const md = { purpose: 'test' };

const FORMS: Record<string, (plan: MsgGenerator) => MsgGenerator<string>> = {
  one: (plan) => stagedRun(plan, [det], md),
  four: (plan) => stageWrapper(runWrapper(plan, { md }), [det]),
};

describe('a staged run does what the two wrappers do', () => {
  const messageCount = 6;

  test('when all goes well', () => {
    const plays = Object.values(FORMS).map((form) => play(form(labels('a', 'b')), (_message, index) => index));
    expect(plays[0]).toEqual(plays[1]);
    expect(plays[0]?.messages).toEqual(['stage(det)', 'open_run', 'null(a)', 'null(b)', 'close_run', 'unstage(det)']);
  });

  test.each([new Error('boom'), new RequestAbort('why'), new PlanHalt()])(
    'when %s is thrown at any message',
    (error) => {
      for (let at = 0; at < messageCount; at++) {
        const [one, four] = Object.values(FORMS).map((form) =>
          play(form(labels('a', 'b')), (_message, index) => {
            if (index === at) throw error;
            return undefined;
          }),
        );
        expect(one, `at message ${at}`).toEqual(four);
      }
    },
  );
});
