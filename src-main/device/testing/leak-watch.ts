import { AsyncStatus } from '../async-status.ts';
import { Device } from '../device.ts';
import { SignalR } from '../signal-r.ts';

type Method = (this: never, ...args: never[]) => unknown;
type End = () => void;

/** A subscription that was begun and not ended. */
interface Subscription {
  readonly device: Device;
  readonly to: string;
}

/**
 * Watches what is begun while it is there, on any device: statuses, and subscriptions to values and connections. What a device does for itself
 * does not count: subscriptions of its constructor, which end with it, and those of connecting. Nor does what is disposed of.
 */
export class LeakWatch {
  readonly #statuses = new Set<AsyncStatus>();
  readonly #subscriptions = new Set<Subscription>();
  readonly #restore: End[] = [];
  #connecting = 0;

  constructor() {
    this.#watchStatuses();
    this.#watchSubscriptions('subscribeReading', SignalR.prototype, 'its value');
    this.#watchSubscriptions('onConnection', Device.prototype, 'its connection');
    this.#watchConnecting();
    this.#watchDisposal();
  }

  /** What is left, a sentence each. */
  leaks(): string[] {
    const running = [...this.#statuses].filter((status) => !status.done).length;
    const statuses = running === 0 ? [] : [`${running} ${running === 1 ? 'status is' : 'statuses are'} not done`];
    return [
      ...statuses,
      ...[...this.#subscriptions].map(({ device, to }) => `${device.path}: ${to} is still followed`),
    ];
  }

  /** Watches no longer. */
  [Symbol.dispose](): void {
    for (const restore of this.#restore.splice(0).reverse()) restore();
  }

  #watchStatuses(): void {
    const statuses = this.#statuses;
    this.#replace(AsyncStatus.prototype, 'start', (start) => {
      return function (this: AsyncStatus, ...args: never[]) {
        statuses.add(this);
        return start.apply(this as never, args);
      };
    });
  }

  #watchSubscriptions(method: string, prototype: object, to: string): void {
    const begin = (device: Device) => this.#begin(device, to);
    this.#replace(prototype, method, (subscribe) => {
      return function (this: Device, ...args: never[]) {
        const forget = begin(this);
        const end = subscribe.apply(this as never, args) as End;
        return () => {
          forget();
          end();
        };
      };
    });
  }

  #watchConnecting(): void {
    const connecting = (change: number) => {
      this.#connecting += change;
    };
    this.#replace(Device.prototype, 'connect', (connect) => {
      return async function (this: Device, ...args: never[]) {
        connecting(1);
        try {
          await connect.apply(this as never, args);
        } finally {
          connecting(-1);
        }
      };
    });
  }

  #watchDisposal(): void {
    const subscriptions = this.#subscriptions;
    this.#replace(Device.prototype, 'dispose', (dispose) => {
      return function (this: Device, ...args: never[]) {
        for (const each of subscriptions) if (each.device === this) subscriptions.delete(each);
        return dispose.apply(this as never, args);
      };
    });
  }

  #begin(device: Device, to: string): End {
    // A device has no name while it is being built.
    if (device.name === '' || this.#connecting > 0) return () => undefined;
    const subscription = { device, to };
    this.#subscriptions.add(subscription);
    return () => this.#subscriptions.delete(subscription);
  }

  #replace(prototype: object, name: string, change: (original: Method) => unknown): void {
    const holder = prototype as Record<string, unknown>;
    const original = holder[name] as Method;
    holder[name] = change(original);
    this.#restore.push(() => {
      holder[name] = original;
    });
  }
}
