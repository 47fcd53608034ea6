import type { PlanModel, TaskRequest } from '#shared/contract/index.ts';
import { type ErrorCode, HutchError } from '#shared/errors.ts';
import { closestName } from '../plan/closest-name.ts';
import type { PlanDefinition } from '../plan/define-plan.ts';
import type { DeviceResolver } from '../plan/device-resolver.ts';
import { missingKind } from '../plan/missing-kind.ts';
import { planJsonSchema } from '../plan/plan-json-schema.ts';
import { validateParams } from '../plan/validate-params.ts';
import type { DeviceRegistry } from './device-registry.ts';
import { RecordingResolver } from './recording-resolver.ts';
import { RememberingResolver } from './remembering-resolver.ts';
import { Supplements } from './supplements.ts';

/** A request that may run: the plan, its parameters with defaults and devices in place, and the paths of devices. */
export interface ValidRequest {
  readonly plan: PlanDefinition;
  readonly params: Parameters<PlanDefinition['run']>[0];
  /** What the plan has for itself: devices that the request names, and those that fly beside every run. */
  readonly devices: readonly string[];
  /** What is read beside every run. */
  readonly supplemental: readonly string[];
}

/** What names a device that is not there: reasons why a plan cannot run, whatever is asked of it. */
const MISSING: ReadonlySet<ErrorCode> = new Set(['unknown_device', 'wrong_protocol', 'device_failed', 'unavailable']);

/** The plans that requests may name, and the check of requests against their models. */
export class PlanContext {
  readonly devices: DeviceRegistry;
  /** What is recorded beside every run. */
  readonly supplements: Supplements;
  readonly #plans = new Map<string, { plan: PlanDefinition; file: string }>();
  /** Models by plan name, made when first asked for; empty whenever what they say of devices may have changed. */
  readonly #models = new Map<string, PlanModel>();
  #modelledPaths = '';

  constructor(devices: DeviceRegistry, supplements = new Supplements(devices)) {
    this.devices = devices;
    this.supplements = supplements;
  }

  /**
   * Registers a plan that `file` exports. The same plan again, exported by a second module, changes nothing.
   * @throws HutchError `duplicate_name` for another plan of the same name, naming both files.
   */
  register(plan: PlanDefinition, file: string): void {
    const taken = this.#plans.get(plan.name);
    if (taken?.plan === plan) return;
    if (taken) {
      const sentence = `The plan ${plan.name} is defined twice: in ${taken.file} and in ${file}.`;
      throw new HutchError('duplicate_name', sentence, { details: { name: plan.name, files: [taken.file, file] } });
    }
    this.#plans.set(plan.name, { plan, file });
  }

  /** @throws HutchError `unknown_plan`, with the nearest name */
  plan(name: string): PlanDefinition {
    const found = this.#plans.get(name);
    if (found) return found.plan;
    const near = closestName(name, this.#plans.keys());
    throw new HutchError('unknown_plan', `There is no plan "${name}"${near ? `; did you mean "${near}"?` : '.'}`);
  }

  /** The module that exports a plan; `undefined` where there is none of that name. */
  moduleOf(name: string): string | undefined {
    return this.#plans.get(name)?.file;
  }

  /** Every plan, by group and name. */
  models(): PlanModel[] {
    this.#forgetStaleModels();
    const resolver = new RememberingResolver(this.devices);
    const models = [...this.#plans.values()].map(({ plan }) => this.#model(plan, resolver));
    return models.sort((a, b) => compare(a.group, b.group) || compare(a.name, b.name));
  }

  /** @throws HutchError `unknown_plan` */
  model(name: string): PlanModel {
    const plan = this.plan(name);
    this.#forgetStaleModels();
    return this.#model(plan, new RememberingResolver(this.devices));
  }

  /**
   * Checks a request against the model of its plan, and turns its strings into devices.
   * @throws HutchError `unknown_plan`, or as `validateParams`, with the path of every wrong parameter; or as `Supplements.resolve`.
   */
  validate(request: TaskRequest): ValidRequest {
    const plan = this.plan(request.name);
    const resolver = new RecordingResolver(this.devices);
    const { params } = validateParams(plan, request.params ?? {}, resolver);
    this.supplements.resolve();
    const devices = [...new Set([...resolver.found(), ...this.supplements.flown])];
    return { plan, params, devices, supplemental: this.supplements.read };
  }

  #model(plan: PlanDefinition, resolver: DeviceResolver): PlanModel {
    const known = this.#models.get(plan.name);
    if (known) return known;
    const model = this.#makeModel(plan, resolver);
    this.#models.set(plan.name, model);
    return model;
  }

  #makeModel(plan: PlanDefinition, resolver: DeviceResolver): PlanModel {
    const schema = planJsonSchema(plan, resolver);
    const unavailable = this.#unavailable(plan) ?? missingKind(schema);
    return {
      name: plan.name,
      description: plan.description,
      group: plan.group,
      ...(plan.hint !== undefined && { hint: plan.hint }),
      schema,
      ...(unavailable !== undefined && { unavailable }),
    };
  }

  /** Why the plan's defaults cannot be had: asked with nothing, what is missing can only be one of them. */
  #unavailable(plan: PlanDefinition): string | undefined {
    try {
      validateParams(plan, {}, this.devices);
      return undefined;
    } catch (thrown) {
      const { issues = [] } = HutchError.from(thrown);
      return issues.find(({ code }) => MISSING.has(code))?.message;
    }
  }

  /** Schemas list the devices that fit: they hold as long as the same devices can be had. */
  #forgetStaleModels(): void {
    const paths = this.devices.paths().join(' ');
    if (paths === this.#modelledPaths) return;
    this.#modelledPaths = paths;
    this.#models.clear();
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
