import type { Logger } from '#shared/logger.ts';
import { PlanInspection } from '../../../src-main/context/inspect/plan-inspection.ts';
import type { PlanContext } from '../../../src-main/context/plan-context.ts';
import { loadEnvironment } from '../../../src-main/host/environment/load-environment.ts';
import type { InspectedRequest } from './arbitrary-request.ts';

const silent = (): void => undefined;
const logger: Logger = { debug: silent, info: silent, warning: silent, error: silent, child: () => logger };

/** Where the plans that ship and the devices of the recordings are, and where translated sources may lie. */
export interface InspectionFolders {
  readonly plans: string;
  readonly devices: string;
  readonly cache: string;
}

/** Loads plans and devices as the application does. Throws what could not be loaded. */
export async function inspectionContext({ plans, devices, cache }: InspectionFolders): Promise<PlanContext> {
  const { context, errors } = await loadEnvironment({
    planDirs: [plans],
    deviceModules: [devices],
    cacheDir: cache,
    mock: false,
    supplemental: {},
    logger,
  });
  if (errors[0]) throw new Error(errors[0].message);
  return context;
}

/** What `hutch inspect NAME JSON --json` prints, in the form of the recordings: `[command, device, args, kwargs, run key]`. */
export async function inspectedMessages(
  context: PlanContext,
  request: InspectedRequest['request'],
): Promise<unknown[][]> {
  const messages: unknown[][] = [];
  for await (const { command, obj, args, kwargs, run } of new PlanInspection(context, request as never).lines()) {
    messages.push([command, obj, args, kwargs, run]);
  }
  return messages;
}
