import { type Device, isSignal, mainValue, type SignalR } from '../../device/index.ts';

/** Words of devices that are under way: a device that brakes still moves. */
const MOVING: ReadonlySet<string> = new Set(['moving', 'stopping']);

/**
 * What a device does, in a word: its own `activity`, or, where it has none, the one of its parts: a stage moves as long as one of its
 * axes does.
 */
export class DeviceActivity {
  readonly #words = new Map<SignalR<unknown>, string>();
  #word = 'idle';

  /** `idle` where nothing of the device says what it does. */
  get word(): string {
    return this.#word;
  }

  get moving(): boolean {
    return this.#word !== 'idle' && MOVING.has(this.#word);
  }

  /** Follows `device`, which is connected, until the returned function is called; calls back now and whenever a word changes. */
  follow(device: Device, onChange: () => void): () => void {
    const ends = activitySignals(device).map((signal) =>
      signal.subscribeValue((value) => {
        this.#words.set(signal, typeof value === 'string' ? value : 'idle');
        this.#word = this.#joint();
        onChange();
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }

  /** What moves says more than what counts. */
  #joint(): string {
    const words = [...this.#words.values()];
    return words.find((word) => MOVING.has(word)) ?? words.find((word) => word !== 'idle') ?? 'idle';
  }
}

function activitySignals(device: Device): SignalR<unknown>[] {
  if (isSignal(device)) return [];
  const own = mainValue(device)?.activity;
  return own ? [own] : [...device.children().values()].flatMap(activitySignals);
}
