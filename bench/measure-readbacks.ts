import { DeviceRegistry } from '../src-main/context/device-registry.ts';
import type { HostApi } from '../src-main/host/api/host-api.ts';
import { latest } from '../src-main/host/api/stream-handlers.ts';
import { DeviceControl } from '../src-main/host/devices/device-control.ts';
import { ReadbackService } from '../src-main/host/devices/readback-service.ts';
import { ClientSession } from '../src-main/host/streams/client-session.ts';
import { DeviceOwnership } from '../src-main/worker/device-ownership.ts';
import { benchBeamline, readbackSetters } from './bench-beamline.ts';
import { quietLogger } from './quiet-logger.ts';

const SIGNALS = 5000;
const HERTZ = 10;
const WARM_UP_MS = 1000;
const MEASURED_MS = 2000;
const TICK_MS = 10;

/**
 * Cores that 5,000 watched values at 10 Hz cost the host: from the value in the device to the frames of one client as JSON texts. What it costs
 * to make the values, which hardware would do, is measured first with nobody watching, and left out.
 */
export async function readbackCpuCores(): Promise<number> {
  const manager = benchBeamline(SIGNALS);
  const devices = new DeviceRegistry({ logger: quietLogger });
  devices.add(manager, 'bench');
  await Promise.all(manager.declarations.map((lazy) => lazy.connect()));
  const stop = drive(manager);
  const unwatched = (await measured()).cores;
  let sent = 0;
  const client = watchAll(devices, (text) => {
    sent += text.length;
  });
  await later(WARM_UP_MS);
  const sentBefore = sent;
  const { cores, tookMs } = await measured();
  const sentCharacters = sent - sentBefore;
  stop();
  client.dispose();
  devices.dispose();
  // A readback has some 200 characters. A host that sends far less than it should has saved its time at the wrong end.
  const expected = SIGNALS * HERTZ * (tookMs / 1000) * 100;
  if (sentCharacters < expected) throw new Error(`Only ${sentCharacters} characters were sent in ${tookMs} ms.`);
  return cores - unwatched;
}

/** One client that looks at every device. */
function watchAll(devices: DeviceRegistry, send: (text: string) => void): { dispose(): void } {
  const ownership = new DeviceOwnership();
  const control = new DeviceControl({ devices, ownership, logger: quietLogger });
  const readbacks = new ReadbackService({ devices, ownership, control });
  const session = new ClientSession(readingsApi(readbacks), (frame) => send(JSON.stringify(frame)));
  void session.receive({ type: 'subscribe', id: 1, stream: 'readings', params: { devices: devices.paths() } });
  return {
    dispose: () => {
      session.dispose();
      readbacks.dispose();
    },
  };
}

/** The processor time that this process takes, of one core. */
async function measured(): Promise<{ cores: number; tookMs: number }> {
  const [before, begun] = [process.cpuUsage(), performance.now()];
  await later(MEASURED_MS);
  const { user, system } = process.cpuUsage(before);
  const tookMs = performance.now() - begun;
  return { cores: (user + system) / 1000 / tookMs, tookMs };
}

/** Sets every readback 10 times a second, spread over the time, however late a timer comes. */
function drive(manager: ReturnType<typeof benchBeamline>): () => void {
  const setters = readbackSetters(manager);
  const begun = performance.now();
  let made = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - begun) / 1000) * SIGNALS * HERTZ;
    for (; made < due; made += 1) setters[made % SIGNALS]?.((made % 1000) / 1000);
  }, TICK_MS);
  return () => clearInterval(timer);
}

/** The one stream of the host's contract that is measured. */
function readingsApi(readbacks: ReadbackService): HostApi {
  return {
    request: () => Promise.reject(new Error('Nothing is asked in this measurement.')),
    subscribe: (_stream, params, sink) =>
      latest<'readings'>(sink as never, (send) => readbacks.follow((params as { devices: string[] }).devices, send)),
  };
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
