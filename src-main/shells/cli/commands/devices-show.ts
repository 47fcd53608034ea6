import type { DeviceModel, SignalReport } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { RequestApi } from '../remote-host.ts';
import type { Terminal } from '../terminal.ts';
import { ageText, alarmText, valueText } from '../value-text.ts';

/**
 * `hutch devices NAME`: the device, how it is, and all its signals with value, alarm, age, state and address. With `json` one line,
 * `{"device": {...}, "signals": [...]}`. 1 when it does not serve.
 */
export async function showDevice(
  api: RequestApi,
  terminal: Terminal,
  name: string,
  { json }: { json: boolean },
): Promise<ExitStatus> {
  const { device, signals } = await api.request('devices.signals', { name });
  const lines = json ? [JSON.stringify({ device, signals })] : [...head(device), '', ...signalLines(device, signals)];
  for (const line of lines) terminal.out(line);
  return device.state === 'failed' || device.state === 'disconnected' ? 1 : 0;
}

function head(device: DeviceModel): string[] {
  const { name, kind, description, simulated, state, state_since, protocols } = device;
  const since = state_since === undefined ? '' : ` since ${new Date(state_since * 1000).toTimeString().slice(0, 8)}`;
  return [
    [name, kind, description, simulated ? 'simulated' : undefined].filter(Boolean).join(' · '),
    ...(device.error?.split('\n') ?? [state + since]),
    ...(device.next_step === undefined ? [] : [`next: ${device.next_step}`]),
    protocols.join(', '),
  ];
}

function signalLines({ name }: DeviceModel, signals: readonly SignalReport[]): string[] {
  return alignColumns(
    signals.map((signal) => [
      signal.name.startsWith(`${name}.`) ? signal.name.slice(name.length + 1) : signal.name,
      valueText(signal.reading, signal.metadata),
      alarmText(signal),
      ageText(signal.reading?.age),
      signal.state,
      signal.address,
    ]),
  );
}
