import { z } from 'zod';
import { PlainError } from '../errors.ts';
import { DeviceState } from './devices.ts';
import { TaskRequest } from './tasks.ts';

const Count = z.number().int().min(0);
const Seconds = z.number().min(0);

/** A request to look at what a plan would do. Nothing moves, nothing is connected, nothing is queued. */
export const InspectRequest = TaskRequest.pick({ name: true, params: true }).extend({
  /** Whoever asks again in the same slot takes back what was asked before: that ends with `cancelled`. */
  slot: z.string().min(1).max(100).optional(),
  /** Seconds after which a plan that has not come to its end is not followed any further. */
  limit_s: z.number().min(0.1).max(60).default(3),
});
export type InspectRequest = z.input<typeof InspectRequest>;

/** How far one axis goes. Lengths in `units`. */
export const AxisTravel = z.object({
  /** Dotted path: `stage.x`. */
  device: z.string(),
  units: z.string().optional(),
  /** Digits after the decimal point. */
  precision: z.number().int().optional(),
  /** Where it is before the plan; `null` where that is not known. */
  start: z.number().nullable(),
  /** Sum of all its ways, the way to the first position included. */
  travel: z.number().min(0),
  /** The extremes of what it is asked for. */
  minimum: z.number(),
  maximum: z.number(),
  moves: Count,
  /** `null` is unbounded; absent where the limits are not known. */
  limits: z.object({ low: z.number().nullable(), high: z.number().nullable() }).optional(),
  /** How often it is asked to go beyond them. */
  violations: Count,
});
export type AxisTravel = z.infer<typeof AxisTravel>;

/** A position that its device would refuse; the first few of them. */
export const Violation = z.object({
  device: z.string(),
  value: z.number(),
  /** `stage.x ends at 25 mm: 26 is beyond its upper limit` */
  message: z.string(),
  /** Number of the message that asks for it, from 0. */
  index: Count,
  /** The parameter that names the device, where one does: `params.axes[0].motor`. */
  path: z.string().optional(),
});
export type Violation = z.infer<typeof Violation>;

/** How long earlier runs of the same plan took. */
export const LearnedDuration = z.object({
  /** How many runs it is learned from. */
  runs: Count,
  /** Seconds a point: their mean, the fastest and the slowest of them. */
  per_point_s: Seconds,
  low_per_point_s: Seconds,
  high_per_point_s: Seconds,
});
export type LearnedDuration = z.infer<typeof LearnedDuration>;

/** How long it would take, in s. */
export const Duration = z.object({
  /** What to expect. */
  expected_s: Seconds,
  /** `devices`: computed from velocities, exposure and settle times. `runs`: from earlier runs, because of some device the time is not known. */
  basis: z.enum(['devices', 'runs']),
  /** Between the fastest and the slowest of earlier runs; absent where there are none that compare. */
  band: z.object({ low_s: Seconds, high_s: Seconds }).optional(),
  /** The parts of the time that is computed from the devices. Live: something is exposed. */
  live_s: Seconds,
  moving_s: Seconds,
  waiting_s: Seconds,
  other_s: Seconds,
  /** Paths of devices that cannot tell how long they take: their time is missing. */
  unknown: z.array(z.string()),
  learned: LearnedDuration.optional(),
});
export type Duration = z.infer<typeof Duration>;

/** What a plan does with one device. */
export const DeviceUse = z.object({
  /** Dotted path. */
  device: z.string(),
  /** Absent for what is no device of the registry. */
  state: DeviceState.optional(),
  error: z.string().optional(),
  staged: z.boolean(),
  moves: Count,
  triggers: Count,
  reads: Count,
  /** Time of one trigger, where it is known. */
  exposure_s: Seconds.optional(),
});
export type DeviceUse = z.infer<typeof DeviceUse>;

export const Pauses = z.object({
  checkpoints: Count,
  /** Each point has a checkpoint of its own, and may be taken again. */
  at_every_point: z.boolean(),
  /** The most that a resume would do again. */
  replayed_messages: Count,
  replayed_moves: Count,
});
export type Pauses = z.infer<typeof Pauses>;

/** Positions of the first axes at the points, at most some 2,000 of them: one of `every`, and the last. */
export const Trajectory = z.object({
  /** Dotted paths. */
  axes: z.array(z.string()),
  /** A row a point, a number an axis. */
  points: z.array(z.array(z.number().nullable())),
  every: z.number().int().min(1),
});
export type Trajectory = z.infer<typeof Trajectory>;

/** What a plan would do. */
export const InspectReport = z.object({
  name: z.string(),
  messages: Count,
  runs: Count,
  /** Events of the stream `primary`, or of the largest one; where none is seen, what the plan announces. */
  points: Count,
  /** Events by stream. */
  streams: z.record(z.string(), Count),
  axes: z.array(AxisTravel),
  violations: z.array(Violation),
  /** Whether the author lets it run nevertheless. */
  violations_allowed: z.boolean(),
  duration: Duration,
  devices: z.array(DeviceUse),
  pauses: Pauses,
  trajectory: Trajectory.nullable(),
  /** It looks at what it measures: with other data it may do something else, and take longer or shorter. */
  is_estimate: z.boolean(),
  /** Why it was not followed to its end, in a sentence; then every number is that of the part before. */
  cut: z.string().nullable(),
  /** With what it fails, devices doing all that is asked. */
  error: PlainError.nullable(),
  /** How long the inspection took. */
  elapsed_ms: z.number().min(0),
});
export type InspectReport = z.infer<typeof InspectReport>;

/** One message in Bluesky's form. Devices stand as their names (`stage-x`), groups as short ids that are the same each time. */
export const MessageLine = z.object({
  command: z.string(),
  obj: z.string().nullable(),
  args: z.array(z.json()),
  kwargs: z.record(z.string(), z.json()),
  run: z.json(),
});
export type MessageLine = z.infer<typeof MessageLine>;

/** The most messages in one answer, and how far into a plan one may look message by message. */
export const MESSAGE_PAGE = 500;
export const MESSAGES_SHOWN = 1_000_000;

/** Asks for messages of a plan by their numbers, from 0. */
export const MessagesRequest = InspectRequest.extend({
  offset: z.number().int().min(0).max(MESSAGES_SHOWN).default(0),
  count: z.number().int().min(1).max(MESSAGE_PAGE).default(100),
});
export type MessagesRequest = z.input<typeof MessagesRequest>;

export const MessagesPage = z.object({
  messages: z.array(MessageLine),
  /** Nothing comes after these. */
  ended: z.boolean(),
});
export type MessagesPage = z.infer<typeof MessagesPage>;
