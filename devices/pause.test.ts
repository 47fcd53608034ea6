import { plans } from '@hutch/sdk';
import { expect, it } from 'vitest';
import { noLeaks } from '../src-main/device/testing/no-leaks.ts';
import { RunEngine } from '../src-main/engine/index.ts';
import { SimPointDetector } from './sim/sim-point-detector.ts';
import { SimStage } from './sim/sim-stage.ts';
import { simWorld } from './sim/sim-world.ts';

noLeaks();

/** A scan of three points on a beamline of its own, ten times as fast as real. */
async function beamline() {
  const world = simWorld({ HUTCH_SIM_SPEED: '10' });
  const stage = new SimStage(world).setName('stage');
  const det = new SimPointDetector(world, { rate: () => world.beam.sampleRate(), seed: 'det' }).setName('det');
  await Promise.all([stage.connect(), det.connect()]);
  const engine = new RunEngine();
  const names: string[] = [];
  engine.subscribe((name) => names.push(name));
  const run = () => engine.run(plans.scan([det], [{ motor: stage.x, start: 0, stop: 1 }], { num: 3 }));
  return { engine, stage, det, names, run };
}

it.each(['counting', 'moving'])(
  'a scan that is paused while it is %s goes on and misses no point',
  async (activity) => {
    const { engine, stage, det, names, run } = await beamline();
    det.exposure.set(2);
    stage.x.velocity.set(0.5);
    const result = run();
    const busy = activity === 'counting' ? det : stage.x;
    await expect.poll(() => busy.activity.getValue(), { interval: 2 }).toBe(activity);
    await engine.requestPause();
    expect(engine.state).toBe('paused');
    await engine.resume();
    expect(await result).toMatchObject({ exitStatus: 'success' });
    expect(names).toEqual(['start', 'descriptor', 'event', 'event', 'event', 'stop']);
  },
);

it('an abort in mid-move stops the motor where it is', async () => {
  const { engine, stage, run } = await beamline();
  stage.x.velocity.set(0.02);
  const result = run();
  await expect.poll(() => stage.x.readback.getValue(), { interval: 2 }).toBeGreaterThan(0.01);
  await engine.abort('enough');
  expect(await result).toMatchObject({ exitStatus: 'abort', reason: 'enough' });
  const place = stage.x.readback.getValue();
  expect([place < 0.5, stage.x.activity.getValue()]).toEqual([true, 'idle']);
});
