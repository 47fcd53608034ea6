import { z } from 'zod';
import { OnFailure, QueueColumn } from '#shared/contract/index.ts';

/** Levels of Python's logging, as blueapi has them. */
const LogLevel = z.enum(['NOTSET', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']);

const MODULE =
  'A path (`./plans`, `./devices.ts`), relative to this file; the name of a package that is installed beside it; ' +
  'or `@hutch/plans`, `@hutch/devices`: the plans and the simulated beamline that come with Hutch';

const PlanFunctions = z.strictObject({
  kind: z.literal('planFunctions'),
  module: z
    .string()
    .min(1)
    .describe(`Where plans are: every exported one is registered. ${MODULE}. A folder means each module in it.`),
});
const DeviceManager = z.strictObject({
  kind: z.literal('deviceManager'),
  module: z.string().min(1).describe(`Where devices are declared. ${MODULE}.`),
  name: z
    .string()
    .min(1)
    .optional()
    .describe('The export that is the device manager; every one that the module exports unless given'),
  mock: z.boolean().default(false).describe('Connect to stand-in signals: everything works, nothing moves'),
});

const fraction = z.number().min(0).max(0.9);
const deviceNames = z.array(z.string().min(1)).default([]);

const Environment = z
  .strictObject({
    sources: z
      .array(z.discriminatedUnion('kind', [PlanFunctions, DeviceManager]))
      .default([])
      .describe('Where plans and devices come from'),
    metadata: z
      .object({ instrument: z.string().min(1).optional().describe('Name of the beamline: `I22`') })
      .catchall(z.json())
      .default({})
      .describe('Goes into the start document of every run, with whatever else is written here'),
    events: z
      .strictObject({
        broadcast_status_events: z.boolean().default(true).describe('Tell clients of the progress of moves'),
      })
      .prefault({}),
  })
  .describe('Plans, devices, and what is said of every run');

const Logging = z
  .strictObject({
    level: LogLevel.default('INFO').describe('The least that is logged'),
    file: z.string().min(1).optional().describe('Where the log is written beside the console; relative to this file'),
  })
  .describe('The log');

const Api = z
  .strictObject({
    url: z
      .string()
      .refine(isLocal, 'must be like http://127.0.0.1:8520: Hutch serves this machine alone')
      .optional()
      .describe('Where `hutch serve` listens unless told otherwise: http://127.0.0.1:8520'),
  })
  .describe('The console in a browser, and HTTP for other programs');

const Store = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .optional()
      .describe('Folder for runs, queue and lock; `.hutch` beside this file unless given'),
    warn_free: fraction.default(0.05).describe('Warn when less than this part of the disk is free'),
    refuse_free: fraction.default(0.01).describe('Start no run when less than this part of the disk is free'),
  })
  .refine(({ warn_free, refuse_free }) => refuse_free <= warn_free, {
    path: ['refuse_free'],
    message: 'must not be more than warn_free: the warning comes first',
  })
  .describe('Where documents and tasks are kept');

const Queue = z
  .strictObject({
    on_failure: OnFailure.default('stop').describe('Whether the queue stops when a task fails or is aborted'),
    loop: z.boolean().default(false).describe('An item that succeeded goes to the back again'),
    columns: z
      .array(QueueColumn)
      .default([])
      .refine((columns) => new Set(columns.map(({ name }) => name)).size === columns.length, 'names a column twice')
      .describe('What is asked for with every task: sample, proposal'),
  })
  .describe('The queue of a new workspace, and its columns');

const Supplemental = z
  .strictObject({
    baseline: deviceNames.describe('Devices that are read at the beginning and the end of every run'),
    monitors: deviceNames.describe('Devices that are monitored during every run'),
    flyers: deviceNames.describe('Devices that fly during every run'),
  })
  .describe('What is recorded beside every run, by names of devices');

/**
 * `hutch.yaml`. The keys under `env`, `logging` and `api` are blueapi's; `store`, `queue`, `supplemental` and `scan_numbers` are Hutch's own.
 * Everything has a default: an empty file is a workspace without plans and devices.
 */
export const HutchConfig = z
  .strictObject({
    env: Environment.prefault({}),
    logging: Logging.prefault({}),
    api: Api.prefault({}),
    store: Store.prefault({}),
    queue: Queue.prefault({}),
    supplemental: Supplemental.prefault({}),
    scan_numbers: z
      .strictObject({ first: z.int().min(1).default(1).describe('`scan_id` of the first run of a new workspace') })
      .describe('How runs are numbered')
      .prefault({}),
  })
  .meta({ title: 'hutch.yaml', description: 'A workspace of Hutch: whose plans, which devices, where runs are kept' });
export type HutchConfig = z.infer<typeof HutchConfig>;

function isLocal(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  const isBare = pathname === '/' && search === '' && hash === '';
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) && isBare;
}
