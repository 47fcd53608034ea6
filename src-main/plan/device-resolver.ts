import type { HutchError } from '#shared/errors.ts';
import type { DeviceKind } from './device-kind.ts';

/** Finds devices by their dotted path; the device registry implements it. */
export interface DeviceResolver {
  /** The device at `path` (`stage.x`), built if need be; `undefined` where there is none. */
  find(path: string): object | undefined;
  /** Dotted paths of every device of the kind, sorted. */
  names(kind: DeviceKind): string[];
  /** Paths that resemble `path`, nearest first. */
  suggest(path: string): string[];
  /** Why the device at `path`, which exists, cannot be had: its factory failed. */
  refusal?(path: string): HutchError | undefined;
}

/** A resolver that also remembers under which path it gave each device out. */
export class ResolverScope {
  readonly resolver: DeviceResolver;
  readonly #paths = new Map<object, string>();

  constructor(resolver: DeviceResolver) {
    this.resolver = resolver;
  }

  find(path: string): object | undefined {
    const device = this.resolver.find(path);
    if (device) this.#paths.set(device, path);
    return device;
  }

  /** The path by which `device` was asked for; `undefined` if this scope did not give it out. */
  pathOf(device: object): string | undefined {
    return this.#paths.get(device);
  }
}

let current: ResolverScope | undefined;

/** Whose devices the references of the parse that is going on resolve to; `undefined` outside {@link withDeviceResolver}. */
export function currentResolver(): ResolverScope | undefined {
  return current;
}

/**
 * Lets device references resolve through `resolver` while `parse` runs. Strictly synchronous: a parse cannot be interrupted by another,
 * so a module variable is enough.
 */
export function withDeviceResolver<R>(resolver: DeviceResolver | ResolverScope, parse: () => R): R {
  const previous = current;
  current = resolver instanceof ResolverScope ? resolver : new ResolverScope(resolver);
  try {
    return parse();
  } finally {
    current = previous;
  }
}
