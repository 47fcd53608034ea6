import type { InspectReport } from '#shared/contract/inspect.ts';
import type { Msg } from '../../engine/msg.ts';
import { AxisTravels } from './axis-travel.ts';
import { DeviceUses } from './device-uses.ts';
import type { AboutDevice } from './inspected-device.ts';
import { ReplayDepth } from './replay-depth.ts';
import { RunPoints } from './run-points.ts';
import { TrajectorySampler } from './trajectory.ts';

/** The part of a report that the messages alone tell. */
export type ObservedPlan = Pick<
  InspectReport,
  'messages' | 'runs' | 'points' | 'streams' | 'axes' | 'violations' | 'devices' | 'pauses' | 'trajectory'
>;

/** Adds up what the messages of a plan mean as they stream by: however many there are, it stays small. */
export class PlanObserver {
  readonly #about: AboutDevice;
  readonly #axes = new AxisTravels();
  readonly #points = new RunPoints();
  readonly #replay = new ReplayDepth();
  readonly #trajectory = new TrajectorySampler();
  readonly #devices: DeviceUses;
  #messages = 0;

  constructor(about: AboutDevice) {
    this.#about = about;
    this.#devices = new DeviceUses(about);
  }

  /** Takes the next message in, before the stand-ins have done what it says. */
  observe(message: Msg): void {
    if (message.command === 'set') {
      const device = this.#about(message.obj);
      if (device && typeof message.args[0] === 'number') {
        this.#trajectory.follow(device);
        this.#axes.set(device, message.args[0], this.#messages);
      }
    }
    this.#devices.observe(message);
    this.#replay.observe(message);
    if (this.#points.observe(message)) {
      this.#replay.point();
      this.#trajectory.point();
    }
    this.#messages += 1;
  }

  get messages(): number {
    return this.#messages;
  }

  get observed(): ObservedPlan {
    return {
      messages: this.#messages,
      runs: this.#points.runs,
      points: this.#points.points,
      streams: this.#points.streams,
      axes: [...this.#axes.axes],
      violations: [...this.#axes.violations],
      devices: this.#devices.devices,
      pauses: this.#replay.pauses,
      trajectory: this.#trajectory.sampled,
    };
  }
}
