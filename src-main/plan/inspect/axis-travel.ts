import type { AxisTravel, Violation } from '#shared/contract/inspect.ts';
import { limitSentence } from '../limit-sentence.ts';
import type { InspectedDevice } from './inspected-device.ts';

/** How many violations are told one by one; the axes count them all. */
const VIOLATIONS_TOLD = 20;

/** Follows how far each axis goes, and where it would leave its limits. Nothing is kept but sums. */
export class AxisTravels {
  readonly #axes = new Map<InspectedDevice, AxisTravel>();
  readonly #violations: Violation[] = [];

  /** The axes that have been moved so far, in the order of their first moves. */
  get axes(): readonly AxisTravel[] {
    return [...this.#axes.values()];
  }

  get violations(): readonly Violation[] {
    return this.#violations;
  }

  /** `device` is asked, by message number `index`, to go to `target`; it has not gone yet. What is no number is no travel. */
  set(device: InspectedDevice, target: unknown, index: number): void {
    if (typeof target !== 'number' || Number.isNaN(target)) return;
    const axis = this.#axis(device);
    const from = typeof device.position === 'number' ? device.position : target;
    axis.travel += Math.abs(target - from);
    axis.minimum = Math.min(axis.minimum, target);
    axis.maximum = Math.max(axis.maximum, target);
    axis.moves += 1;
    const sentence = device.limits && limitSentence(device.limits, target);
    if (sentence === undefined) return;
    axis.violations += 1;
    if (this.#violations.length < VIOLATIONS_TOLD && !this.#isTold(device.path, target)) {
      this.#violations.push({ device: device.path, value: target, message: `${device.path} ${sentence}`, index });
    }
  }

  #axis(device: InspectedDevice): AxisTravel {
    const known = this.#axes.get(device);
    if (known) return known;
    const { path, units, precision, limits, position } = device;
    const axis: AxisTravel = {
      device: path,
      ...(units !== undefined && { units }),
      ...(precision !== undefined && { precision }),
      start: typeof position === 'number' ? position : null,
      travel: 0,
      minimum: Number.POSITIVE_INFINITY,
      maximum: Number.NEGATIVE_INFINITY,
      moves: 0,
      ...(limits && { limits: { low: limits.low, high: limits.high } }),
      violations: 0,
    };
    this.#axes.set(device, axis);
    return axis;
  }

  #isTold(device: string, value: number): boolean {
    return this.#violations.some((told) => told.device === device && told.value === value);
  }
}
