import type { DeviceReadback, ValueMetadata } from '#shared/contract/index.ts';
import type { Json } from '#shared/json.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { RequestApi } from '../remote-host.ts';
import { valueText } from '../value-text.ts';

/** How often a move is looked at while it goes on. */
const LOOK_MS = 200;

export interface SetArguments {
  name: string;
  /** As typed. */
  text: string;
  relative: boolean;
  json: boolean;
}

/**
 * `hutch devices NAME set VALUE`: moves a device and waits until it has arrived, showing the way. Ctrl-C stops it. With `json` the readback at
 * the end is the one line.
 */
export async function setDevice(api: RequestApi, context: CliContext, asked: SetArguments): Promise<ExitStatus> {
  const { terminal, interrupts } = context;
  const { name, text, relative, json } = asked;
  const { value: metadata } = await api.request('devices.connect', { name });
  if (interrupts.count > 0) return 130;
  const stopOn = interrupts.onInterrupt(() => {
    terminal.err(`interrupted: ${name} is stopped`);
    api.request('devices.stop', { name }).catch((thrown: Error) => terminal.err(thrown.message));
  });
  const look = watch(api, context, name, metadata);
  try {
    const value = typedValue(text, metadata);
    const readback = await api.request('devices.set', { name, value, relative, wait: true });
    terminal.show('');
    terminal.out(json ? JSON.stringify(readback) : `${name} is at ${valueText(readback.readback, metadata)}`);
    return 0;
  } finally {
    look();
    stopOn();
  }
}

/** What was typed as the device takes it: JSON, except where it takes words. */
function typedValue(text: string, metadata: ValueMetadata | undefined): Json {
  if (metadata?.dtype === 'string') return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // A word; a device that does not take words refuses it in a sentence.
    return text;
  }
}

/** Shows where the device is until the returned function is called. */
function watch(
  api: RequestApi,
  { terminal }: CliContext,
  name: string,
  metadata: ValueMetadata | undefined,
): () => void {
  let ended = false;
  const show = ({ readback, setpoint }: DeviceReadback): void => {
    if (ended || !readback) return;
    const target = setpoint === null ? '' : ` to ${valueText({ ...readback, value: setpoint }, metadata)}`;
    terminal.show(`${name} ${valueText(readback, metadata)}${target}`);
  };
  // A look that fails shows nothing; the move itself says what is wrong.
  const timer = setInterval(() => void api.request('devices.read', { name }).then(show, () => undefined), LOOK_MS);
  return () => {
    ended = true;
    clearInterval(timer);
    terminal.show('');
  };
}
