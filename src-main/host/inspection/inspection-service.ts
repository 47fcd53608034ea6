import type { z } from 'zod';
import type {
  DeviceUse,
  InspectReport,
  InspectRequest,
  MessageLine,
  MessagesPage,
  MessagesRequest,
  TaskRequest,
  Violation,
} from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { deviceState } from '../../context/device-health.ts';
import { type InspectedPlan, PlanInspection } from '../../context/inspect/plan-inspection.ts';
import type { PlanContext } from '../../context/plan-context.ts';
import type { RunStore } from '../../store/run-store.ts';
import { publicError } from '../api/public-error.ts';
import { expectedDuration } from './expected-duration.ts';
import { learnedDuration } from './learned-duration.ts';
import { parameterPath } from './parameter-path.ts';

/** No plan that ends has so many. */
const MOST_MESSAGES = 50_000_000;

type Parsed<S extends z.ZodType> = z.output<S>;

/** Looks at what requests would do, on stand-ins of the devices; adds what is known of the devices now and of earlier runs. */
export class InspectionService {
  readonly #context: PlanContext;
  readonly #store: RunStore;
  /** What is being looked at, by the slot of the request. */
  readonly #slots = new Map<string, AbortController>();
  readonly #closing = new AbortController();

  constructor({ context, store }: { context: PlanContext; store: RunStore }) {
    this.#context = context;
    this.#store = store;
  }

  /** @throws HutchError as `PlanContext.validate`, limits apart; `cancelled` when the slot is asked for again, or the host ends */
  async inspect({ slot, limit_s, ...request }: Parsed<typeof InspectRequest>): Promise<InspectReport> {
    return this.#inSlot(slot, async (signal) => {
      const limits = { messages: MOST_MESSAGES, wallMs: limit_s * 1000 };
      const plan = await new PlanInspection(this.#context, request).report(limits, signal);
      return this.#report(request, plan);
    });
  }

  /** @throws HutchError as {@link InspectionService.inspect}, and what the plan throws before the page is full */
  messages({ slot, offset, count, ...request }: Parsed<typeof MessagesRequest>): Promise<MessagesPage> {
    return this.#inSlot(slot, async (signal) => {
      const messages: MessageLine[] = [];
      let index = 0;
      for await (const line of new PlanInspection(this.#context, request).lines(signal)) {
        if (messages.length === count) return { messages, ended: false };
        if (index >= offset) messages.push(line);
        index += 1;
      }
      return { messages, ended: true };
    });
  }

  /** Every message of a plan, however many there are. @throws HutchError as {@link InspectionService.inspect} */
  lines(request: TaskRequest, signal: AbortSignal): AsyncIterable<MessageLine> {
    return new PlanInspection(this.#context, request).lines(AbortSignal.any([signal, this.#closing.signal]));
  }

  /** Ends whatever is being looked at. May be called twice. */
  dispose(): void {
    this.#closing.abort(new HutchError('cancelled', 'Hutch is shutting down, or plans and devices are loaded anew.'));
  }

  async #inSlot<R>(slot: string | undefined, look: (signal: AbortSignal) => Promise<R>): Promise<R> {
    if (slot === undefined) return look(this.#closing.signal);
    this.#slots.get(slot)?.abort(new HutchError('cancelled', 'Something else is being looked at by now.'));
    const controller = new AbortController();
    this.#slots.set(slot, controller);
    try {
      return await look(AbortSignal.any([controller.signal, this.#closing.signal]));
    } finally {
      if (this.#slots.get(slot) === controller) this.#slots.delete(slot);
    }
  }

  #report(request: TaskRequest, plan: InspectedPlan): InspectReport {
    const { spent: _spent, untimed: _untimed, elapsedMs, error, ...observed } = plan;
    const duration = expectedDuration(plan, learnedDuration(this.#store.runs(), request.name));
    return {
      ...observed,
      name: request.name,
      violations: plan.violations.map((violation) => located(violation, request)),
      devices: plan.devices.map((use) => this.#withState(use)),
      duration,
      error: error && publicError(error),
      elapsed_ms: elapsedMs,
    };
  }

  #withState(use: DeviceUse): DeviceUse {
    const connection = this.#context.devices.find(use.device)?.connection;
    if (!connection) return use;
    const { state, error } = connection;
    return { ...use, state: deviceState(state), ...(error && { error: error.message }) };
  }
}

function located(violation: Violation, request: TaskRequest): Violation {
  const path = parameterPath(request.params ?? {}, violation.device);
  return path === undefined ? violation : { ...violation, path };
}
