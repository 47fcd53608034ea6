import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HutchError } from '#shared/errors.ts';
import { Movable, Readable } from '../engine/protocols.ts';
import { definePlan } from './define-plan.ts';
import { device } from './device-reference.ts';
import { FakeDetector, FakeMotor } from './testing/fake-devices.ts';
import { fakeResolver } from './testing/fake-resolver.ts';
import { validateParams } from './validate-params.ts';

const det = new FakeDetector('det');
const x = new FakeMotor('stage-x', { low: -25, high: 25 });
const y = new FakeMotor('stage-y');

function resolver() {
  return fakeResolver({ det, stage: {}, 'stage.x': x, 'stage.y': y });
}

const Axis = z.object({
  motor: device(Movable).default('stage.x'),
  start: z.number().meta({ 'x-limits-from': 'motor' }),
  stop: z.number().meta({ 'x-limits-from': 'motor' }).default(1),
});

const scan = definePlan({
  name: 'scan',
  description: 'A scan.',
  group: 'Scans',
  params: z.object({
    detectors: z.array(device(Readable)).min(1).default(['det']),
    axes: z
      .array(Axis)
      .min(1)
      .default([{ motor: 'stage.x', start: 0, stop: 1 }]),
    num: z.int().min(1).default(5),
    delay: z.union([z.number().min(0), z.array(z.number().min(0))]).optional(),
  }),
  *check({ axes, num }) {
    if (axes.length > num) yield { path: ['num'], message: 'num must be at least the number of axes' };
  },
  *run({ detectors, axes }) {
    return [detectors.map(({ name }) => name), axes.map(({ motor }) => motor.name)];
  },
});

function refusal(params: unknown): HutchError {
  try {
    validateParams(scan, params, resolver());
  } catch (error) {
    if (error instanceof HutchError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('validateParams', () => {
  test('fills in defaults and turns the names in them into devices', () => {
    const { params } = validateParams(scan, {}, resolver());
    expect(params).toEqual({ detectors: [det], axes: [{ motor: x, start: 0, stop: 1 }], num: 5 });
  });

  test('fills in what a default leaves out, also where no device is named', () => {
    const Region = z.object({ start: z.number().default(0), stop: z.number() });
    const params = z.object({ regions: z.array(Region).default([{ stop: 2 }]) });
    const plan = definePlan({
      name: 'look',
      description: 'Looks at regions.',
      group: 'Tests',
      params,
      *run() {
        return null;
      },
    });
    expect(validateParams(plan, {}, resolver()).params).toEqual({ regions: [{ start: 0, stop: 2 }] });
  });

  test('gives the plan typed devices, at any depth', () => {
    const request = { axes: [{ motor: 'stage.y', start: 0, stop: 1 }] };
    expect(scan.run(validateParams(scan, request, resolver()).params).next().value).toEqual([['det'], ['stage-y']]);
  });

  test('builds only the devices that the request names', () => {
    const devices = resolver();
    validateParams(scan, { detectors: ['stage.y'] }, devices);
    expect(devices.built).toEqual(['stage.y', 'stage.x']);
  });

  test('names an unknown device and the nearest that exists', () => {
    const error = refusal({ detectors: ['dte'] });
    expect(error.code).toBe('unknown_device');
    expect(error.issues).toEqual([
      {
        path: 'params.detectors[0]',
        code: 'unknown_device',
        message: 'Device dte cannot be found; did you mean det?',
      },
    ]);
    expect(error.message).toContain('scan cannot run: Device dte cannot be found');
  });

  test('refuses a device that lacks the protocol, with its class', () => {
    const error = refusal({ axes: [{ motor: 'det', start: 0, stop: 1 }] });
    expect(error.issues).toEqual([
      { path: 'params.axes[0].motor', code: 'wrong_protocol', message: 'Device det (FakeDetector) is not Movable' },
    ]);
  });

  test('refuses unknown keys by name, at every depth', () => {
    expect(refusal({ nmu: 3 }).issues).toEqual([
      { path: 'params.nmu', code: 'invalid_params', message: 'scan has no parameter nmu; did you mean num?' },
    ]);
    expect(refusal({ axes: [{ motor: 'stage.x', start: 0, stop: 1, sotp: 2 }] }).issues).toEqual([
      {
        path: 'params.axes[0].sotp',
        code: 'invalid_params',
        message: 'axes[0] has no parameter sotp; did you mean stop?',
      },
    ]);
  });

  test.each([
    [{ num: 0 }, 'params.num', 'num must be at least 1'],
    [{ num: 2.5 }, 'params.num', 'num must be a whole number'],
    [{ num: 'many' }, 'params.num', 'num must be a number'],
    [{ detectors: [] }, 'params.detectors', 'detectors must hold at least 1 entry'],
    [{ detectors: 'det' }, 'params.detectors', 'detectors must be a list'],
    [{ axes: [{ stop: 0 }] }, 'params.axes[0].start', 'axes[0].start is missing'],
    [{ axes: [{ start: 0, stop: Number.NaN }] }, 'params.axes[0].stop', 'axes[0].stop must be a finite number'],
    [{ delay: -1 }, 'params.delay', 'delay must be at least 0'],
    [{ delay: [0, -1] }, 'params.delay[1]', 'delay[1] must be at least 0'],
    [{ delay: {} }, 'params.delay', 'delay has the wrong type: it fits none of the forms that are allowed'],
    [5, 'params', 'The parameters of scan are a number; they must be an object like {"num": 5}'],
    [[1], 'params', 'The parameters of scan are a list; they must be an object like {"num": 5}'],
    [null, 'params', 'The parameters of scan are null; they must be an object like {"num": 5}'],
  ])('says in a sentence what is wrong with %j', (params, path, message) => {
    expect(refusal(params).issues).toEqual([{ path, code: 'invalid_params', message }]);
  });

  test('refuses a value beyond the limits of the device in the same row', () => {
    const error = refusal({
      num: 2,
      axes: [
        { start: 0, stop: 1 },
        { motor: 'stage.x', start: -30, stop: 26 },
      ],
    });
    expect(error.code).toBe('limit_violation');
    expect(error.issues).toEqual([
      {
        path: 'params.axes[1].start',
        code: 'limit_violation',
        message: 'stage.x ends at -25 mm: -30 is beyond its lower limit',
      },
      {
        path: 'params.axes[1].stop',
        code: 'limit_violation',
        message: 'stage.x ends at 25 mm: 26 is beyond its upper limit',
      },
    ]);
  });

  test('lets values beyond limits pass where the author of the plan allows it, and where nobody asks', () => {
    const beyond = { axes: [{ motor: 'stage.x', start: 0, stop: 26 }] };
    const daring = definePlan({ ...scan, name: 'daring', allowLimitViolations: true });
    expect(validateParams(daring, beyond, resolver()).params.axes[0]?.stop).toBe(26);
    expect(validateParams(scan, beyond, resolver(), { checkLimits: false }).params.axes[0]?.stop).toBe(26);
  });

  test('takes limits from the set-point of a device, or from a signal, unless they are not connected yet', () => {
    const request = (motor: string) => validateParams(scan, { axes: [{ motor, start: 0, stop: 30 }] }, devices);
    const bounded = { limits: { low: null, high: 25 }, units: 'mm' };
    const unconnected = {
      get metadata() {
        throw new HutchError('not_connected', 'no answer yet');
      },
    };
    const devices = fakeResolver({
      det,
      motor: Object.assign(new FakeMotor('m'), { limits: undefined, setpoint: { metadata: bounded } }),
      signal: Object.assign(new FakeMotor('s'), { limits: undefined, metadata: bounded }),
      silent: Object.assign(new FakeMotor('q'), { limits: undefined, setpoint: unconnected }),
    });
    expect(() => request('motor')).toThrow('motor ends at 25 mm: 30 is beyond its upper limit');
    expect(() => request('signal')).toThrow('signal ends at 25 mm: 30 is beyond its upper limit');
    expect(request('silent').params.axes).toHaveLength(1);
  });

  test('asks the rules of the plan itself, last', () => {
    const error = refusal({
      num: 1,
      axes: [
        { start: 0, stop: 1 },
        { motor: 'stage.y', start: 0, stop: 1 },
      ],
    });
    expect(error.issues).toEqual([
      { path: 'params.num', code: 'invalid_params', message: 'num must be at least the number of axes' },
    ]);
  });

  test('reports every wrong place, under one code if they share it', () => {
    const error = refusal({ detectors: ['foo'], num: 0 });
    expect(error.code).toBe('invalid_params');
    expect(error.issues?.map(({ path }) => path)).toEqual(['params.detectors[0]', 'params.num']);
    expect(error.message).toContain('(and 1 more)');
  });

  test('passes on why a device cannot be built', () => {
    const broken = { ...resolver(), refusal: () => new HutchError('device_failed', 'Device det failed: no address') };
    expect(() => validateParams(scan, {}, broken)).toThrow(expect.objectContaining({ code: 'device_failed' }));
  });
});
