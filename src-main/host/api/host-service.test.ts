import { describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { LogService } from '../status/log-service.ts';
import type { HostApi, StreamSink } from './host-api.ts';
import { HostService, type RequestHandlers, type StreamHandlers } from './host-service.ts';
import { hostOrigin } from './origin.ts';

function setUp(requests: Partial<RequestHandlers>, checkOutputs = false) {
  const log = new LogService({ now: () => 1 });
  const subscribe = vi.fn(() => ({ seq: 3, dispose: () => undefined }));
  const streams = { readings: subscribe } as unknown as StreamHandlers;
  const options = { requests: requests as RequestHandlers, streams, logger: log.logger('host'), checkOutputs };
  const service = new HostService(options);
  return { service, api: service as HostApi, log, subscribe };
}

const ask = (api: HostApi, method: string, input: unknown) => api.request(method as never, input as never);

describe('HostService', () => {
  it('hands parsed input, defaults included, to the handler and its output back', async () => {
    const pause = vi.fn(() => ({
      state: 'PAUSED' as const,
      since: 0,
      task_id: null,
      resumable: true,
      pause_requested: false,
    }));
    const { api } = setUp({ 'worker.pause': pause });
    await expect(api.request('worker.pause', {})).resolves.toMatchObject({ state: 'PAUSED' });
    expect(pause).toHaveBeenCalledWith({ defer: false }, hostOrigin());
  });

  it('takes absent input for input without fields', async () => {
    const { api } = setUp({ 'log.recent': () => [] });
    await expect(ask(api, 'log.recent', undefined)).resolves.toEqual([]);
  });

  it.each([
    ['plans.gett', 'There is no request "plans.gett"; did you mean "plans.get"?'],
    ['constructor', 'There is no request "constructor".'],
    [{}, 'There is no request "[object Object]".'],
  ])('refuses the method %j', async (method, message) => {
    const { api } = setUp({});
    await expect(ask(api, method as string, {})).rejects.toMatchObject({ code: 'unknown_method', message });
  });

  it.each([
    ['tasks.submit', { params: {} }, 'name'],
    ['tasks.submit', { name: 'count', parms: {} }, 'parms'],
    ['tasks.submit', { name: 'count', params: { detectors: ['det', () => 1] } }, 'params.detectors'],
    ['devices.set', { name: 7, value: 1 }, 'name'],
    ['worker.pause', { defer: 'later' }, 'defer'],
    ['plans.get', 'count', ''],
  ])('answers %s with wrong input by bad_request and the path', async (method, input, path) => {
    const { api } = setUp({});
    const refusal = ask(api, method, input);
    await expect(refusal).rejects.toBeInstanceOf(HutchError);
    await expect(refusal).rejects.toMatchObject({ code: 'bad_request' });
    await refusal.catch((error: HutchError) => expect(error.issues?.[0]?.path).toContain(path));
  });

  it('passes a named error on, and logs anything else as a fault of its own, with the trace', async () => {
    const { api, log } = setUp({
      'plans.list': () => {
        throw new HutchError('unavailable', 'Not now.');
      },
      'runs.list': () => {
        throw new TypeError('x is undefined');
      },
    });
    await expect(api.request('plans.list', {})).rejects.toMatchObject({ code: 'unavailable', message: 'Not now.' });
    expect(log.recent()).toEqual([]);
    await expect(api.request('runs.list', {})).rejects.toMatchObject({ code: 'internal', message: 'x is undefined' });
    expect(log.recent()).toMatchObject([
      { level: 'error', message: 'runs.list failed by a fault of Hutch: x is undefined' },
    ]);
    expect(String(log.recent()[0]?.details?.trace)).toContain('TypeError');
  });

  it('finds a wrong answer when it checks outputs', async () => {
    const { api } = setUp({ 'plans.list': () => [{ name: 'count' }] as never }, true);
    await expect(api.request('plans.list', {})).rejects.toMatchObject({ code: 'internal' });
  });

  it('checks the params of a subscription and refuses unknown streams', () => {
    const { api, subscribe } = setUp({});
    expect(api.subscribe('readings', { devices: ['stage.x'] }, () => undefined).seq).toBe(3);
    expect(subscribe).toHaveBeenCalledOnce();
    expect(() => api.subscribe('readings', { devices: [7] } as never, () => undefined)).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    );
    expect(() => api.subscribe('reading' as never, {} as never, () => undefined)).toThrow(
      expect.objectContaining({
        code: 'unknown_method',
        message: 'There is no stream "reading"; did you mean "readings"?',
      }),
    );
  });

  it('cuts a subscriber off that throws, and says so', () => {
    const { api, subscribe, log } = setUp({});
    const dispose = vi.fn();
    let send: StreamSink<'readings'> = () => undefined;
    subscribe.mockImplementation(((_params: unknown, sink: StreamSink<'readings'>) => {
      send = sink;
      return { seq: 0, dispose };
    }) as never);
    const sink = vi.fn(() => {
      throw new TypeError('no canvas');
    });
    api.subscribe('readings', {}, sink);
    expect(() => send({ seq: 1, items: [] })).not.toThrow();
    send({ seq: 2, items: [] });
    expect(sink).toHaveBeenCalledOnce();
    expect(dispose).toHaveBeenCalledOnce();
    expect(log.recent()[0]?.message).toContain('no canvas');
  });

  it('refuses everything once it is closed', async () => {
    const { api, service } = setUp({ 'log.recent': () => [] });
    service.close();
    await expect(api.request('log.recent', {})).rejects.toMatchObject({ code: 'unavailable' });
    expect(() => api.subscribe('readings', {}, () => undefined)).toThrow(
      expect.objectContaining({ code: 'unavailable' }),
    );
  });
});
