import type { HutchError } from '#shared/errors.ts';
import type { DeviceKind } from '../plan/device-kind.ts';
import type { DeviceResolver } from '../plan/device-resolver.ts';

/**
 * A resolver that looks once which devices are of a kind. For the making of many schemas in one turn, between which nothing can change:
 * every plan asks for the same few kinds, and each answer goes through every device of the beamline.
 */
export class RememberingResolver implements DeviceResolver {
  readonly #resolver: DeviceResolver;
  readonly #names = new Map<DeviceKind, readonly string[]>();

  constructor(resolver: DeviceResolver) {
    this.#resolver = resolver;
  }

  find(path: string): object | undefined {
    return this.#resolver.find(path);
  }

  names(kind: DeviceKind): string[] {
    const known = this.#names.get(kind) ?? this.#resolver.names(kind);
    this.#names.set(kind, known);
    // A list of its own for each schema, whose owner may change it.
    return [...known];
  }

  suggest(path: string): string[] {
    return this.#resolver.suggest(path);
  }

  refusal(path: string): HutchError | undefined {
    return this.#resolver.refusal?.(path);
  }
}
