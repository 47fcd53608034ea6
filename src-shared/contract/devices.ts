import { z } from 'zod';

/**
 * Life of a device. `declared`: known, not connected yet. `building`: its factory is at work. `connected`: every signal answers.
 * `mock`: connected to stand-in signals. `disconnected`: was connected and lost a signal. `failed`: could not be built or connected.
 */
export const DeviceState = z.enum([
  'declared',
  'building',
  'connecting',
  'connected',
  'mock',
  'disconnected',
  'failed',
]);
export type DeviceState = z.infer<typeof DeviceState>;

/** A signal that does not answer. */
export const LostSignal = z.object({
  /** Dotted path: `stage.x.readback`. */
  signal: z.string(),
  /** Where it is looked for: `ca://BL22-MO-STAGE:X.RBV`. */
  address: z.string(),
  /** Why, with the host where that is known. */
  cause: z.string(),
});
export type LostSignal = z.infer<typeof LostSignal>;

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
  /** Since when it has been in `state`, seconds since the epoch. */
  state_since?: number | undefined;
  /** Why it is `failed` or `disconnected`, in a sentence. */
  error?: string | undefined;
  /** The signals that do not answer, where it is `disconnected` or could not be connected. */
  lost?: LostSignal[] | undefined;
  /** Where in the author's code it failed, `file:line`, where it could not be built. */
  at?: string | undefined;
  /** What to try next, where it is `failed` or `disconnected`. */
  next_step?: string | undefined;
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
  state_since: z.number().optional(),
  error: z.string().optional(),
  lost: z.array(LostSignal).optional(),
  at: z.string().optional(),
  next_step: z.string().optional(),
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
  /** Seconds from `timestamp` to when the host said this, by the host's clock: what to count on from where clocks differ. */
  age: z.number().min(0).optional(),
  alarm_severity: AlarmSeverity,
});
export type ValueReading = z.infer<typeof ValueReading>;

/** One signal of a device, asked now. */
export const SignalReport = z.object({
  /** Dotted path: `stage.x.velocity`. */
  name: z.string(),
  /** What can be done with it: `SignalR`, `SignalW`, `SignalRW`, `SignalX`. */
  kind: z.enum(['SignalR', 'SignalW', 'SignalRW', 'SignalX']),
  address: z.string(),
  state: DeviceState,
  state_since: z.number(),
  /** Why there is no value. */
  error: z.string().optional(),
  /** Absent until it is connected. */
  metadata: ValueMetadata.optional(),
  /** `null` where it cannot be read or does not answer. */
  reading: ValueReading.nullable(),
});
export type SignalReport = z.infer<typeof SignalReport>;

/** A device with everything that it says. */
export const DeviceReport = z.object({ device: DeviceModel, signals: z.array(SignalReport) });
export type DeviceReport = z.infer<typeof DeviceReport>;

/** A move or a value from outside of plans. */
export const DeviceSetRequest = z.strictObject({
  name: z.string(),
  value: z.json(),
  /** `value` is added to where the device was asked to be; to where it stands, where it did not get there. */
  relative: z.boolean().default(false),
  /** Answer when the device has arrived, or with why it did not; else when it has accepted. */
  wait: z.boolean().default(false),
});
export type DeviceSetRequest = z.infer<typeof DeviceSetRequest>;

/** The switches of a simulated device. */
export const SimSwitches = z.object({
  /** Dotted path of the device. */
  device: z.string(),
  kind: z.string(),
  description: z.string().optional(),
  /** What is wrong with it; `none`. */
  fault: z.string(),
  /** Every fault that it knows, `none` first. */
  faults: z.array(z.string()),
  /** How many operations still go well before; `null` where that cannot be said. */
  after: z.number().int().nullable(),
  /** Dotted path of the signal that holds `fault`, for who follows it. */
  signal: z.string(),
  /** The same of `after`. */
  after_signal: z.string().nullable(),
});
export type SimSwitches = z.infer<typeof SimSwitches>;

export const SimFaultRequest = z.strictObject({
  device: z.string(),
  /** One of the device's `faults`. */
  kind: z.string(),
  /** Operations that go well before. */
  after: z.number().int().min(0).default(0),
});
export type SimFaultRequest = z.infer<typeof SimFaultRequest>;

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
