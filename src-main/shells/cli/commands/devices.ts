import { HutchError } from '#shared/errors.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { withRequests } from '../with-requests.ts';
import { listDevices } from './devices-list.ts';
import { setDevice } from './devices-set.ts';
import { showDevice } from './devices-show.ts';

/** What follows `hutch devices`. */
export interface DevicesArguments {
  name?: string | undefined;
  action?: string | undefined;
  value?: string | undefined;
}

export interface DevicesOptions {
  json?: boolean;
  connect?: boolean;
  relative?: boolean;
  url?: string;
}

/** `hutch devices [NAME [set VALUE | stop | retry]]`, at a Hutch that runs or with a host of its own. */
export function devices(context: CliContext, asked: DevicesArguments, options: DevicesOptions): Promise<ExitStatus> {
  const { name, action, value } = asked;
  const { json = false, relative = false, connect = false, url } = options;
  checkUsage(asked, options);
  return withRequests(context, url, async (api) => {
    const { terminal } = context;
    if (name === undefined) return listDevices(api, terminal, { json, connect });
    if (value !== undefined) return setDevice(api, context, { name, text: value, relative, json });
    if (action === 'stop') await api.request('devices.stop', { name });
    if (action === 'retry') await api.request('devices.retry', { name });
    return showDevice(api, terminal, name, { json });
  });
}

function checkUsage({ action, value }: DevicesArguments, { relative }: DevicesOptions): void {
  if (action !== undefined && !['set', 'stop', 'retry'].includes(action)) {
    throw new HutchError('usage', `A device can be told to set, stop or retry, not to ${action}.`);
  }
  if ((action === 'set') !== (value !== undefined)) {
    throw new HutchError('usage', action === 'set' ? 'set needs a value.' : `${action} takes no value.`);
  }
  if (relative && action !== 'set') throw new HutchError('usage', '--relative goes with set.');
}
