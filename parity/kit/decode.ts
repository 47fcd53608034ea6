import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import { SuspendBoolHigh, SuspendBoolLow } from '../../src-main/engine/suspenders/index.ts';
import { ensureGenerator } from '../../src-main/plan/ensure-generator.ts';
import { bindArguments } from './bind-arguments.ts';
import { FIXTURE_FUNCTIONS } from './fixture-functions.ts';
import { KitError } from './kit-error.ts';
import type { KitDevices } from './make-devices.ts';
import { planTable } from './plan-table.ts';
import type { PlanTable } from './table-entry.ts';

interface EncodedPlan {
  readonly $plan: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Turns the encoded arguments of a case into devices, functions and plans. */
export class Decoder {
  readonly #devices: KitDevices;
  readonly #table: PlanTable;

  constructor(devices: KitDevices) {
    this.#devices = devices;
    this.#table = planTable(devices);
  }

  /** The plan of a call. Nothing of it runs, and no argument is looked at, before the plan is started. */
  *plan({ $plan, args, kwargs }: EncodedPlan): MsgGenerator {
    const entry = this.#table[$plan];
    if (!entry) throw new KitError(`the kit has no plan ${$plan}`);
    const [signature, call] = entry;
    const bound = bindArguments(signature, this.#list(args), this.#fields(kwargs));
    return yield* ensureGenerator(call(bound));
  }

  value(encoded: unknown): unknown {
    if (Array.isArray(encoded)) return this.#list(encoded);
    if (typeof encoded !== 'object' || encoded === null) return encoded;
    const fields = encoded as Fields;
    if (typeof fields.$dev === 'string') return this.#device(fields.$dev);
    if (typeof fields.$fn === 'string') return this.#function(fields.$fn, fields);
    if (typeof fields.$plan === 'string') return this.plan(fields as unknown as EncodedPlan);
    return this.#fields(fields);
  }

  #list(encoded: readonly unknown[]): unknown[] {
    return encoded.map((item) => this.value(item));
  }

  #fields(encoded: Fields): Record<string, unknown> {
    return Object.fromEntries(Object.entries(encoded).map(([key, item]) => [key, this.value(item)]));
  }

  #device(name: string): unknown {
    const device = (this.#devices as Fields)[name];
    if (!device) throw new KitError(`the kit has no device ${name}`);
    return device;
  }

  /** A function of the harness, Python's `partial`, a plan function of Bluesky's, or a suspender of the signal `sig`. */
  #function(name: string, { of, args }: Fields): unknown {
    if (name === 'partial') {
      const inner = this.value(of) as (...args: unknown[]) => unknown;
      const first = this.#list((args ?? []) as unknown[]);
      return (...more: unknown[]) => inner(...first, ...more);
    }
    const fixture = (FIXTURE_FUNCTIONS as Fields)[name];
    if (fixture) return fixture;
    if (name === 'SuspendBoolHigh') return new SuspendBoolHigh(this.#devices.sig as never);
    if (name === 'SuspendBoolLow') return new SuspendBoolLow(this.#devices.sig as never);
    throw new KitError(`the kit has no function ${name}`);
  }
}
