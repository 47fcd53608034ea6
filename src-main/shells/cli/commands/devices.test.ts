import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startHost, type TestHost } from '../../../host/testing/start-host.ts';
import { Interrupts } from '../../run-control/interrupts.ts';
import { ConsoleServer } from '../../server/console-server.ts';
import { fakeSurroundings } from '../../testing/fake-surroundings.ts';
import { FakeTerminal } from '../../testing/fake-terminal.ts';
import { runCli } from '../run-cli.ts';

let host: TestHost;
let server: ConsoleServer;
let signals: EventEmitter;
let terminal: FakeTerminal;

beforeEach(async () => {
  vi.stubEnv('HUTCH_URL', undefined);
  host = await startHost();
  server = await ConsoleServer.start({
    api: host.api,
    port: 0,
    rendererDir: '/nowhere',
    version: '1',
    tell: () => undefined,
  });
  signals = new EventEmitter();
});
afterEach(async () => {
  await server.close();
  await host.host.dispose();
});

/** Runs a command on a host "of its own", which is the test's. */
async function hutch(...args: string[]) {
  terminal = new FakeTerminal();
  using interrupts = new Interrupts(signals as unknown as NodeJS.Process);
  const openHost = async () => ({ ...host.host, dispose: async () => undefined });
  const status = await runCli(fakeSurroundings({ terminal, interrupts, openHost }), args);
  return { status, out: terminal.outLines, err: terminal.errLines };
}
/** Runs a command beside the test's host, which runs for the workspace. */
async function hutchBeside(...args: string[]) {
  terminal = new FakeTerminal();
  using interrupts = new Interrupts(signals as unknown as NodeJS.Process);
  const status = await runCli(fakeSurroundings({ terminal, interrupts, running: host.api }), args);
  return { status, out: terminal.outLines, err: terminal.errLines };
}
/** Runs a command at the Hutch that serves. */
const remote = (...args: string[]) => hutch(...args, '--url', server.url);

describe('hutch devices', () => {
  it('is a table: name, state, value once connected, what it is; children below their parents', async () => {
    await host.api.request('devices.connect', { name: 'stage.x' });
    const { status, out } = await hutch('devices');
    expect(status).toBe(0);
    expect(out.find((line) => line.startsWith('stage '))).toMatch(/^stage +declared +SimStage/);
    expect(out.find((line) => line.startsWith('  x '))).toMatch(
      /^ {2}x +connected +0\.000 mm +SimMotor · Sample, horizontally across the beam · Movable, Readable$/,
    );
    expect(await host.api.request('devices.get', { name: 'det' })).toMatchObject({ state: 'declared' });
  });

  it('is a device a line with --json', async () => {
    const { out } = await hutch('devices', '--json');
    const models = out.map((line) => JSON.parse(line));
    expect(models).toEqual(await host.api.request('devices.list', {}));
  });

  it('connects everything first with --connect, tells below each device what is wrong and what to try, and ends with 1', async () => {
    await host.api.request('sim.fault', { device: 'stage.y', kind: 'disconnect' });
    const { status, out } = await remote('devices', '--connect');
    expect(status).toBe(1);
    const y = out.findIndex((line) => line.startsWith('  y '));
    expect(out[y]).toMatch(/^ {2}y +failed/);
    expect(out.slice(y + 1, y + 5).join('\n')).toMatch(
      /stage\.y cannot be connected\n.*readback \(sim:\/\/stage-y\): the controller does not answer\n(?:.*\n)*.*next: .*hutch devices stage\.y retry/,
    );
    expect(out.filter((line) => line.includes('next:'))).toHaveLength(1);
  });
});

describe('hutch devices NAME', () => {
  it('shows every signal with value, units, age, state and address', async () => {
    const { status, out } = await hutch('devices', 'stage.x');
    expect(status).toBe(0);
    expect(out[0]).toBe('stage.x · SimMotor · Sample, horizontally across the beam · simulated');
    expect(out[1]).toMatch(/^connected since \d\d:\d\d:\d\d$/);
    expect(out.find((line) => line.startsWith('readback'))).toMatch(
      /^readback +0\.000 mm +\d\.\d s +connected +sim:\/\/stage-x$/,
    );
    expect(out.find((line) => line.startsWith('velocity'))).toMatch(/2\.000 mm\/s/);
  });

  it('is one line with --json', async () => {
    const { out } = await remote('devices', 'det', '--json');
    expect(out).toHaveLength(1);
    const { device, signals: all } = JSON.parse(out[0] ?? '');
    expect(device).toMatchObject({ name: 'det', state: 'connected' });
    expect(all.find(({ name }: { name: string }) => name === 'det.exposure')).toMatchObject({
      reading: { value: 0.2 },
      metadata: { units: 's' },
    });
  });

  it('tells what is wrong, with an alarm in words, and ends with 1 when it does not serve', async () => {
    await host.api.request('devices.connect', { name: 'stage.x' });
    await host.api.request('sim.fault', { device: 'stage.x', kind: 'alarm' });
    expect((await hutch('devices', 'stage.x')).out.join('\n')).toMatch(/readback .*major alarm/);
    await host.api.request('sim.fault', { device: 'stage.x', kind: 'disconnect' });
    const { status, out } = await hutch('devices', 'stage.x');
    expect(status).toBe(1);
    expect(out[1]).toMatch(/^stage\.x does not answer since/);
    expect(out[2]).toMatch(/^next: /);
  });

  it('moves a device and waits; a negative value, a step, a word', async () => {
    expect((await hutch('devices', 'stage.x', 'set', '-1.5')).out[0]).toMatch(/^stage\.x is at -1\.(500|499|501) mm$/);
    expect((await remote('devices', 'stage.x', 'set', '-r', '0.5')).out[0]).toMatch(/^stage\.x is at -(1\.00|0\.99)/);
    expect((await hutch('devices', 'shutter', 'set', 'open')).out).toEqual(['shutter is at open']);
    const { out } = await remote('devices', 'stage.x.velocity', 'set', '3', '--json');
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ device: 'stage.x.velocity', readback: { value: 3 } });
  });

  it.each([
    [['stage.x', 'set', '999'], 2, 'error[limit_violation]'],
    [['stage.x', 'set', 'far'], 2, 'error[invalid_params]'],
    [['stage.q'], 2, 'error[unknown_device]'],
    [['stage.x', 'set'], 2, 'set needs a value'],
    [['stage.x', 'stop', '1'], 2, 'stop takes no value'],
    [['stage.x', 'jump'], 2, 'not to jump'],
    [['stage.x', 'stop', '-r'], 2, '--relative goes with set'],
  ] as const)('%j ends with %i: %s', async (args, expected, sentence) => {
    const { status, err } = await hutch('devices', ...args);
    expect(status).toBe(expected);
    expect(err.join('\n')).toContain(sentence);
  });

  it('set fails with why the device did not arrive', async () => {
    await host.api.request('sim.fault', { device: 'stage.x', kind: 'fail' });
    const { status, err } = await remote('devices', 'stage.x', 'set', '2');
    expect(status).toBe(1);
    expect(err.join('\n')).toContain('following error');
  });

  it('set stops the device at Ctrl-C and ends with 130', async () => {
    await host.api.request('devices.set', { name: 'stage.x.velocity', value: 0.01, wait: true });
    const ended = hutch('devices', 'stage.x', 'set', '20');
    await expect.poll(() => host.api.request('devices.read', { name: 'stage.x' })).toMatchObject({ moving: true });
    signals.emit('SIGINT');
    expect((await ended).status).toBe(130);
    expect(await host.api.request('devices.read', { name: 'stage.x' })).toMatchObject({ moving: false });
    expect(terminal.errLines).toContain('interrupted: stage.x is stopped');
  });

  it('stops and retries', async () => {
    await host.api.request('devices.set', { name: 'stage.x.velocity', value: 0.01, wait: true });
    await host.api.request('devices.set', { name: 'stage.x', value: 20 });
    expect((await remote('devices', 'stage.x', 'stop')).status).toBe(0);
    expect(await host.api.request('devices.read', { name: 'stage.x' })).toMatchObject({ moving: false });
    await host.api.request('sim.fault', { device: 'det', kind: 'disconnect' });
    expect((await remote('devices', 'det', 'retry')).status).toBe(1);
    await host.api.request('sim.clear', {});
    const { status, out } = await remote('devices', 'det', 'retry');
    expect([status, out[1]]).toEqual([0, expect.stringMatching(/^connected since/)]);
  });
});

describe('hutch sim', () => {
  it('lists, throws and clears the faults of a Hutch that runs', async () => {
    const { out } = await remote('sim', 'ls');
    expect(out.find((line) => line.startsWith('stage.x '))).toMatch(/^stage\.x +none +fail, stall, slow/);
    expect((await remote('sim', 'fault', 'det', 'fail', '4')).out[0]).toMatch(/^det +fail after 4 more/);
    const det = (await host.api.request('sim.list', {})).find(({ device }) => device === 'det');
    expect(det).toMatchObject({ fault: 'fail', after: 4 });
    const { out: cleared } = await remote('sim', 'clear', 'det', '--json');
    expect(cleared.map((line) => JSON.parse(line))).toMatchObject([{ device: 'det', fault: 'none' }]);
  });

  it('asks the Hutch that runs for the workspace, where no address is given', async () => {
    const { status, out } = await hutchBeside('sim', 'ls', '--json');
    expect(status).toBe(0);
    expect(out.map((line) => JSON.parse(line).device)).toContain('det');
    expect((await hutchBeside('devices', 'det', '--json')).status).toBe(0);
  });

  it('takes the address from HUTCH_URL', async () => {
    vi.stubEnv('HUTCH_URL', server.url);
    expect((await hutch('sim', 'clear')).status).toBe(0);
  });

  it('says in a sentence that it needs a Hutch that runs', async () => {
    const { status, err } = await hutch('sim', 'ls');
    expect(status).toBe(2);
    expect(err[0]).toBe(
      'error[unavailable]: No Hutch runs for this workspace (/bl22/.hutch): start one with "hutch serve".',
    );
  });

  it.each([
    [['det', 'stal'], 'error[invalid_params]: det has no fault "stal"; did you mean "stall"?'],
    [['det', 'stall', 'soon'], '"soon" is no number of operations'],
    [['stage', 'stall'], 'error[not_allowed]'],
  ])('fault %j is wrong usage', async (args, sentence) => {
    const { status, err } = await remote('sim', 'fault', ...args);
    expect(status).toBe(2);
    expect(err.join('\n')).toContain(sentence);
  });

  it('says so when no Hutch answers at the address, or it is none', async () => {
    const { url } = server;
    await server.close();
    const { status, err } = await hutch('sim', 'ls', '--url', url);
    expect(status).toBe(2);
    expect(err[0]).toMatch(/^error\[unavailable\]: No Hutch answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
    expect((await hutch('devices', '--url', 'example')).err[0]).toContain('"example" is no address of a Hutch');
  });
});
