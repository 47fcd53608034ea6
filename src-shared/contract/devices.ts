import { z } from 'zod';

/**
 * Life of a device. `declared`: known, not connected yet. `connected`: every signal answers. `mock`: connected to stand-in signals.
 * `disconnected`: was connected and lost a signal. `failed`: could not be built or connected.
 */
export const DeviceState = z.enum(['declared', 'connecting', 'connected', 'mock', 'disconnected', 'failed']);
export type DeviceState = z.infer<typeof DeviceState>;

export const AlarmSeverity = z.enum(['none', 'minor', 'major', 'invalid']);
export type AlarmSeverity = z.infer<typeof AlarmSeverity>;

/** What is constant about a value: how to show it, what may be asked of it. */
export const ValueMetadata = z.object({
  /** Key of the value in readings and events: `stage-x`. */
  field: z.string(),
  dtype: z.enum(['string', 'number', 'array', 'boolean', 'integer']),
  shape: z.array(z.number().int().nullable()),
  units: z.string().optional(),
  /** Digits after the decimal point. */
  precision: z.number().int().optional(),
  /** What may be set, in `units`; `null` is unbounded. */
  limits: z.object({ low: z.number().nullable(), high: z.number().nullable() }).optional(),
  choices: z.array(z.string()).optional(),
});
export type ValueMetadata = z.infer<typeof ValueMetadata>;

export interface DeviceModel {
  /** Dotted path from the registry: `stage.x`. What requests use. */
  name: string;
  /** Class of the device: `SimMotor`. */
  kind: string;
  description?: string | undefined;
  /** Names of the protocols that it satisfies, sorted: `Movable`, `Readable`... */
  protocols: string[];
  simulated: boolean;
  state: DeviceState;
  /** Why it is `failed` or `disconnected`, in a sentence. */
  error?: string | undefined;
  /** Its main value, once connected: the hinted one. Absent where there is none. */
  value?: ValueMetadata | undefined;
  children: DeviceModel[];
}
export const DeviceModel: z.ZodType<DeviceModel> = z.object({
  name: z.string(),
  kind: z.string(),
  description: z.string().optional(),
  protocols: z.array(z.string()),
  simulated: z.boolean(),
  state: DeviceState,
  error: z.string().optional(),
  value: ValueMetadata.optional(),
  get children() {
    return z.array(DeviceModel);
  },
});

/** One value of a device at one time. */
export const ValueReading = z.object({
  value: z.json(),
  /** Seconds since the epoch, by the clock of whoever made the value. */
  timestamp: z.number(),
  alarm_severity: AlarmSeverity,
});
export type ValueReading = z.infer<typeof ValueReading>;

/** What a device says now. Sent when anything of it changes, at most 20 times a second; the latest wins. */
export const DeviceReadback = z.object({
  /** Dotted path: `stage.x`. */
  device: z.string(),
  state: DeviceState,
  /** Since when it has been in `state`, seconds since the epoch. */
  state_since: z.number(),
  error: z.string().optional(),
  /** The main value; `null` until the first reading. Never the value that was asked for. */
  readback: ValueReading.nullable(),
  /** What was last asked of it; `null` where nothing can be asked, or nothing was. */
  setpoint: z.json(),
  moving: z.boolean(),
  /** What it is doing in a word: `moving`, `counting`, `idle`. */
  activity: z.string(),
  /** Name of the plan that owns it now; sets from elsewhere are refused, stops never. */
  owner: z.string().nullable(),
});
export type DeviceReadback = z.infer<typeof DeviceReadback>;
