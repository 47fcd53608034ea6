import type { HutchError } from '#shared/errors.ts';
import type { DeviceKind } from '../plan/device-kind.ts';
import type { DeviceResolver } from '../plan/device-resolver.ts';

/** A resolver that remembers what was found through it: the devices that a request names, defaults included. */
export class RecordingResolver implements DeviceResolver {
  readonly #resolver: DeviceResolver;
  readonly #found = new Set<string>();

  constructor(resolver: DeviceResolver) {
    this.#resolver = resolver;
  }

  find(path: string): object | undefined {
    const device = this.#resolver.find(path);
    if (device) this.#found.add(path);
    return device;
  }

  names(kind: DeviceKind): string[] {
    return this.#resolver.names(kind);
  }

  suggest(path: string): string[] {
    return this.#resolver.suggest(path);
  }

  refusal(path: string): HutchError | undefined {
    return this.#resolver.refusal?.(path);
  }

  /** Paths of what was found so far, in the order of asking. */
  found(): string[] {
    return [...this.#found];
  }
}
