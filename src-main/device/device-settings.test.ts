import { expect, it } from 'vitest';
import { array } from './array-datatype.ts';
import { float } from './datatype.ts';
import { Device } from './device.ts';
import { applySettings, diffSettings, readSettings, settingsFromYaml, settingsToYaml } from './device-settings.ts';
import { strictEnum } from './enum-datatype.ts';
import { softSignalR, softSignalRW } from './soft-signal.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

class Switches extends Device {
  readonly fault = softSignalRW(float);
  constructor() {
    super({ listed: false });
  }
}
class Camera extends Device {
  readonly mode = softSignalRW(strictEnum(['single', 'multiple']));
  readonly exposure = softSignalRW(float, { initial: 0.1, limits: { low: 0, high: 10 }, units: 's' });
  readonly roi = softSignalRW(array('<u2'), { initial: Uint16Array.of(0, 0, 64, 48) });
  readonly temperature = softSignalR(float)[0];
  readonly sim = new Switches();
}
class Stage extends Device {
  readonly camera = new Camera();
}

it('what is saved as YAML can be restored; read-only signals and switches are no settings', async () => {
  const stage = new Stage().setName('stage');
  const yaml = await settingsToYaml(await readSettings(stage));
  expect(await settingsFromYaml(yaml)).toEqual({
    'camera.mode': 'single',
    'camera.exposure': 0.1,
    'camera.roi': [0, 0, 64, 48],
  });
  stage.camera.exposure.set(2);
  stage.camera.roi.set(Uint16Array.of(1, 2));
  const changes = await applySettings(stage, await settingsFromYaml(yaml));
  expect(changes).toEqual([
    { signal: 'camera.exposure', from: 2, to: 0.1 },
    { signal: 'camera.roi', from: [1, 2], to: [0, 0, 64, 48] },
  ]);
  expect(stage.camera.roi.getValue()).toEqual(Uint16Array.of(0, 0, 64, 48));
  expect(await diffSettings(stage, await settingsFromYaml(yaml))).toEqual([]);
});

it('a diff sets nothing', async () => {
  const { camera } = new Stage().setName('stage');
  expect(await diffSettings(camera, { exposure: 3 })).toEqual([{ signal: 'exposure', from: 0.1, to: 3 }]);
  expect(camera.exposure.getValue()).toBe(0.1);
});

it.each([
  [{ exposure: 11 }, 'limit_violation', 'stage.camera.exposure ends at 10 s: 11 is beyond its upper limit'],
  [{ mode: 'many' }, 'invalid_params', 'stage.camera.mode: expected one of single, multiple'],
  [{ exposures: 1 }, 'invalid_config', 'stage.camera has no signal exposures that can be set'],
  [{ temperature: 1 }, 'invalid_config', 'has no signal temperature that can be set'],
])('%j is refused as a whole, and nothing is set', async (wrong, code, message) => {
  const { camera } = new Stage().setName('stage');
  const settings = { mode: 'multiple', ...wrong };
  await expect(applySettings(camera, settings)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
  expect(camera.mode.getValue()).toBe('single');
});

it.each([': [', '- 1', 'just text'])('refuses the text %j', async (text) => {
  await expect(settingsFromYaml(text)).rejects.toMatchObject({ code: 'invalid_config' });
});
