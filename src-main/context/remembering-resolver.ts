import type { HutchError } from '#shared/errors.ts';
import type { Protocol } from '../engine/protocols.ts';
import type { DeviceResolver } from '../plan/device-resolver.ts';

/**
 * A resolver that looks once which devices fit a protocol. For the making of many schemas in one turn, between which nothing can change:
 * every plan asks for the same few protocols, and each answer goes through every device of the beamline.
 */
export class RememberingResolver implements DeviceResolver {
  readonly #resolver: DeviceResolver;
  readonly #names = new Map<string, readonly string[]>();

  constructor(resolver: DeviceResolver) {
    this.#resolver = resolver;
  }

  find(path: string): object | undefined {
    return this.#resolver.find(path);
  }

  names(protocol: Protocol<unknown>): string[] {
    const known = this.#names.get(protocol.name) ?? this.#resolver.names(protocol);
    this.#names.set(protocol.name, known);
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
