import { z } from 'zod';
import {
  DeviceModel,
  DeviceReadback,
  DeviceReport,
  DeviceSetRequest,
  SimFaultRequest,
  SimSwitches,
} from './devices.ts';
import { EnvironmentInfo, HostInfo } from './host.ts';
import { InspectReport, InspectRequest, MessagesPage, MessagesRequest } from './inspect.ts';
import { LogEntry } from './log.ts';
import { PlanModel } from './plans.ts';
import { QUEUE_REQUESTS } from './queue.ts';
import {
  RunDocuments,
  RunDocumentsRequest,
  RunExport,
  RunExportRequest,
  RunQuery,
  RunSummary,
  StoreStatus,
} from './runs.ts';
import { Task, TaskList, TaskRequest } from './tasks.ts';
import { HostEvent, WorkerStatus } from './worker.ts';

const Nothing = z.object({}).strict();
const TaskId = z.strictObject({ task_id: z.string() });
const DeviceName = z.strictObject({ name: z.string() });

/** Every request of the contract: what goes in and what comes out, both validated by the host. */
export const REQUESTS = {
  'host.info': { input: Nothing, output: HostInfo },
  /** Puts a notice away. @see Notice */
  'host.dismiss': { input: z.strictObject({ id: z.string() }), output: HostInfo },
  'env.get': { input: Nothing, output: EnvironmentInfo },
  /** Loads plans and devices anew. `engine_busy` while a plan runs. Waiting tasks stay. */
  'env.reload': { input: Nothing, output: HostInfo },
  'plans.list': { input: Nothing, output: z.array(PlanModel) },
  'plans.get': { input: z.strictObject({ name: z.string() }), output: PlanModel },
  /** What a request would do, without doing any of it: checks it as `tasks.check` does, limits apart, which the report tells of. */
  'plans.inspect': { input: InspectRequest, output: InspectReport },
  /** The messages that it would yield, a page at a time. */
  'plans.messages': { input: MessagesRequest, output: MessagesPage },
  'devices.list': { input: Nothing, output: z.array(DeviceModel) },
  'devices.get': { input: DeviceName, output: DeviceModel },
  /** Connects a device that is not; one that does not answer is told by the model. */
  'devices.connect': { input: DeviceName, output: DeviceModel },
  /** What a device, or one signal, says now; connected for it. */
  'devices.read': { input: DeviceName, output: DeviceReadback },
  /** A device with every signal below it and what they say now; connected for it. */
  'devices.signals': { input: DeviceName, output: DeviceReport },
  /** Moves from outside a plan. Answers when the move is accepted (limits checked), or, with `wait`, when it is done. */
  'devices.set': { input: DeviceSetRequest, output: DeviceReadback },
  'devices.stop': { input: DeviceName, output: DeviceReadback },
  'devices.retry': { input: DeviceName, output: DeviceModel },
  /** The simulated devices with their switches, in the order of the beam. */
  'sim.list': { input: Nothing, output: z.array(SimSwitches) },
  /** Lets a simulated device fail, whatever owns it. */
  'sim.fault': { input: SimFaultRequest, output: SimSwitches },
  /** Lets one simulated device, or all of them, be well again. */
  'sim.clear': { input: z.strictObject({ device: z.string().optional() }), output: z.array(SimSwitches) },
  /** Checks a request as `tasks.submit` would, and queues nothing. */
  'tasks.check': { input: TaskRequest, output: Nothing },
  /** Puts a request at the back of the queue. Answered when the task is safe on disk: from then on it is not lost. */
  'tasks.submit': { input: TaskRequest, output: Task },
  'tasks.list': { input: Nothing, output: TaskList },
  'tasks.get': { input: TaskId, output: Task },
  /** Takes a waiting task out of the queue. */
  'tasks.cancel': { input: TaskId, output: Task },
  ...QUEUE_REQUESTS,
  'worker.status': { input: Nothing, output: WorkerStatus },
  'worker.pause': { input: z.strictObject({ defer: z.boolean().default(false) }), output: WorkerStatus },
  'worker.resume': { input: Nothing, output: WorkerStatus },
  'worker.stop': { input: Nothing, output: WorkerStatus },
  'worker.abort': { input: z.strictObject({ reason: z.string().default('') }), output: WorkerStatus },
  'worker.halt': { input: Nothing, output: WorkerStatus },
  /** Runs that answer to the query, the newest first. */
  'runs.list': { input: RunQuery, output: z.array(RunSummary) },
  'runs.get': { input: z.strictObject({ uid: z.string() }), output: RunSummary },
  'runs.documents': { input: RunDocumentsRequest, output: RunDocuments },
  'runs.export': { input: RunExportRequest, output: RunExport },
  /** Deletes runs that are closed, with their documents and arrays, for good. */
  'runs.delete': {
    input: z.strictObject({ uids: z.array(z.string()).min(1), confirm: z.literal(true) }),
    output: Nothing,
  },
  /** Submits a task whose run goes on where this one ended: the points that are missing. `not_allowed` where the plan cannot. */
  'runs.continue': { input: z.strictObject({ uid: z.string() }), output: Task },
  'store.status': { input: Nothing, output: StoreStatus },
  'log.recent': { input: Nothing, output: z.array(LogEntry) },
} as const;

export type RequestName = keyof typeof REQUESTS;
export type RequestInput<N extends RequestName> = z.input<(typeof REQUESTS)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof REQUESTS)[N]['output']>;

/**
 * Every stream of the contract. `every`: nothing is dropped, order is kept, and an item has the same number for every client.
 * `latest`: of the items with one `key` only the newest is sent, the current ones first; numbers count what this client was sent.
 */
export const STREAMS = {
  events: { params: Nothing, item: HostEvent, delivery: 'every' },
  log: { params: Nothing, item: LogEntry, delivery: 'every' },
  /** Who serves, whenever something of it changes: a reload, a notice, a changed file. */
  host: { params: Nothing, item: HostInfo, delivery: 'latest', key: () => 'host' },
  tasks: { params: Nothing, item: TaskList, delivery: 'latest', key: () => 'tasks' },
  /** Tree of devices, whenever a state or metadata in it changes. */
  devices: { params: Nothing, item: z.array(DeviceModel), delivery: 'latest', key: () => 'devices' },
  /** Readbacks of the named devices or signals, connected on demand; `devices` absent means all, at any depth, signals apart. */
  readings: {
    params: z.strictObject({ devices: z.array(z.string()).optional() }),
    item: DeviceReadback,
    delivery: 'latest',
    key: (item: DeviceReadback) => item.device,
  },
} as const;

export type StreamName = keyof typeof STREAMS;
export type StreamParams<N extends StreamName> = z.input<(typeof STREAMS)[N]['params']>;
export type StreamItem<N extends StreamName> = z.output<(typeof STREAMS)[N]['item']>;

/** A run of consecutive items: `seq` is the number of the last one. For `every` streams a batch whose first number is not the expected one is a gap. */
export interface StreamBatch<N extends StreamName = StreamName> {
  seq: number;
  items: StreamItem<N>[];
}
