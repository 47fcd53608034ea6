import { type Device, mainValue } from '../../device/index.ts';
import type { DataKey, Location, Reading, Readings } from '../../engine/reading.ts';
import type { InspectedDevice } from '../../plan/inspect/inspected-device.ts';
import { VirtualStatus } from '../../plan/inspect/virtual-status.ts';
import { type KnownLimits, knownLimits } from '../../plan/known-limits.ts';
import { DeviceTimes } from './device-times.ts';
import type { InspectedWorld } from './inspected-world.ts';
import { readSignals } from './read-signals.ts';
import type { SignalModel } from './signal-model.ts';
import type { SignalModels } from './signal-models.ts';

/** What stands in for one device: where it is taken to be, what it would read, how long it would take. Nothing of the device moves. */
export class StandInModel implements InspectedDevice {
  readonly device: Device;
  readonly path: string;
  readonly limits: KnownLimits | undefined;
  readonly #world: InspectedWorld;
  readonly #signals: SignalModels;
  readonly #times: DeviceTimes;
  readonly #readback: SignalModel | undefined;
  readonly #setpoint: SignalModel | undefined;
  /** Of a device without a main value: what was last asked of it. */
  #asked: unknown;
  #parts: readonly SignalModel[] | undefined;
  #prepared: unknown;
  #landsAtS = 0;

  constructor(world: InspectedWorld, signals: SignalModels, device: Device) {
    this.#world = world;
    this.#signals = signals;
    this.device = device;
    this.path = device.path;
    this.limits = knownLimits(device as Parameters<typeof knownLimits>[0]);
    this.#times = new DeviceTimes(device, signals.valueFrom);
    const main = mainValue(device);
    this.#readback = main && signals.of(main.readback);
    this.#setpoint = main?.setpoint && signals.of(main.setpoint);
  }

  get units(): string | undefined {
    return this.#readback?.metadata?.units;
  }

  get precision(): number | undefined {
    return this.#readback?.metadata?.precision;
  }

  get position(): unknown {
    return this.#readback ? this.#readback.value : this.#asked;
  }

  get exposureS(): number | undefined {
    return this.#times.exposureS();
  }

  /** Goes to `target`, whatever the limits: that one is crossed is for the report to say. */
  set(target: unknown): VirtualStatus {
    const seconds = this.#times.moveS(this.position, target);
    this.#asked = target;
    this.#readback?.put(target);
    if (this.#setpoint !== this.#readback) this.#setpoint?.put(target);
    return this.#busy('moving', seconds);
  }

  trigger(): VirtualStatus {
    this.#world.triggers += 1;
    return this.#busy('exposing', this.exposureS);
  }

  prepare(value: unknown): VirtualStatus {
    this.#prepared = value;
    return this.done();
  }

  kickoff(): VirtualStatus {
    this.#landsAtS = this.#busy('exposing', this.#times.flightS(this.#prepared)).endsAtS;
    return this.done();
  }

  complete(): VirtualStatus {
    return new VirtualStatus(this.#world.clock, this.#landsAtS);
  }

  /** A status of what takes no time. */
  done(): VirtualStatus {
    return new VirtualStatus(this.#world.clock);
  }

  locate(): Location {
    const readback = this.position;
    return { setpoint: this.#setpoint ? this.#setpoint.value : readback, readback };
  }

  get reading(): Reading {
    return this.#readback?.reading ?? { value: this.#asked, timestamp: this.#world.startedAt, alarm_severity: 0 };
  }

  read(): Readings {
    const parts = this.#readParts();
    if (parts.length === 0) return { [this.device.name]: this.reading };
    const readings: Readings = {};
    for (const part of parts) readings[part.name] = part.reading;
    return readings;
  }

  /** Data keys of {@link StandInModel.read}, as far as their metadata is known. */
  describe(): Record<string, DataKey> {
    return Object.fromEntries(this.#readParts().map((part) => [part.name, part.dataKey]));
  }

  #readParts(): readonly SignalModel[] {
    if (!this.#parts) {
      const found = readSignals(this.device).map((signal) => this.#signals.of(signal));
      this.#parts = found.length === 0 && this.#readback ? [this.#readback] : found;
    }
    return this.#parts;
  }

  #busy(activity: 'moving' | 'exposing', seconds: number | undefined): VirtualStatus {
    if (seconds === undefined) this.#world.untimed.add(this.device);
    return new VirtualStatus(this.#world.clock, this.#world.clock.begin(activity, seconds ?? 0));
  }
}
