import type { DeviceModel } from '#shared/contract/index.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { withHost } from '../with-host.ts';

interface Line {
  name: string;
  about: string;
}

/** What one asks of a device at the command line; the rest of the protocols is how the engine treats it. */
const TELLING = new Set(['Readable', 'Movable', 'Triggerable', 'Flyable']);

/** A device and its children, each as deep as it lies. */
function linesOf(device: DeviceModel, depth = 0): Line[] {
  const about = [
    device.kind,
    device.description,
    device.protocols.filter((name) => TELLING.has(name)).join(', '),
    device.error,
  ]
    .filter(Boolean)
    .join(' · ');
  const name = `${'  '.repeat(depth)}${depth === 0 ? device.name : device.name.slice(device.name.lastIndexOf('.') + 1)}`;
  return [{ name, about }, ...device.children.flatMap((child) => linesOf(child, depth + 1))];
}

/** `hutch devices`: what can be named in a request, children below their parents. With `json` one device a line, children within. */
export function devices(context: CliContext, { json = false }: { json?: boolean }): Promise<ExitStatus> {
  return withHost<ExitStatus>(context, async ({ api }) => {
    const models = await api.request('devices.list', {});
    const lines = models.flatMap((model) => linesOf(model));
    const width = Math.max(...lines.map(({ name }) => name.length), 0);
    if (json) for (const model of models) context.terminal.out(JSON.stringify(model));
    else for (const { name, about } of lines) context.terminal.out(`${name.padEnd(width)}  ${about}`);
    return 0;
  });
}
