import { realpath } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import type { DeviceRegistry } from './device-registry.ts';
import { type GitRevision, gitRevision, workTreeOf } from './git-revision.ts';
import type { PlanContext } from './plan-context.ts';

/** Where a plan or a device comes from. */
export interface ModuleProvenance {
  /** Path of the module: from the top of its git work tree, or from the workspace, or absolute. */
  readonly module: string;
  /** The git commit that was checked out when the module was loaded; absent where git knows nothing of it. */
  readonly commit?: string;
  /** Whether what was loaded from that work tree, imported files included, differs from the commit. */
  readonly dirty?: boolean;
}

export interface PlanProvenance extends ModuleProvenance {
  /** Of the module as it was loaded, in hexadecimal. */
  readonly sha256?: string;
}

export interface DeviceProvenance extends ModuleProvenance {
  /** Name of the device's class. */
  readonly class: string;
  /** Connected to stand-in signals. */
  readonly mock?: true;
  readonly simulated?: true;
}

/** The `provenance` of a start document, Hutch's own version apart. */
export interface ProvenanceRecord {
  readonly plan?: PlanProvenance;
  /** By dotted path. */
  readonly devices: Readonly<Record<string, DeviceProvenance>>;
}

export interface ProvenanceOptions {
  readonly context: PlanContext;
  readonly devices: DeviceRegistry;
  /** Every file that was loaded, with its sha256. */
  readonly files: ReadonlyMap<string, string>;
  /** The workspace: where git knows nothing, paths are written from here. */
  readonly dir: string;
}

/** Where the plans and devices of one load come from. */
export class Provenance {
  readonly #options: ProvenanceOptions;
  readonly #closing = new AbortController();
  readonly #found = new Map<string, Found>();
  /** Where the workspace really is: so are files named. */
  #dir: string;
  #asking: Promise<void> | undefined;

  constructor(options: ProvenanceOptions) {
    this.#options = options;
    this.#dir = options.dir;
  }

  /**
   * Asks git about what was loaded, once. For the time just after loading: later the files may be others. Resolves when all is known that will
   * be, within some 3 s; never rejects. Without it git is asked when it is first needed.
   */
  start(): Promise<void> {
    this.#asking ??= this.#ask();
    return this.#asking;
  }

  /** Where a plan, and the devices at `paths`, come from. What is not known is left out. Waits for git, once a load; never rejects. */
  async of(plan: string, paths: readonly string[]): Promise<ProvenanceRecord> {
    await this.start();
    const file = this.#options.context.moduleOf(plan);
    const sha256 = file && this.#options.files.get(file);
    const devices = paths.flatMap((path) => {
      const found = this.#device(path);
      return found ? [[path, found] as const] : [];
    });
    return {
      ...(file !== undefined && { plan: { ...this.#module(file), ...(sha256 && { sha256 }) } }),
      devices: Object.fromEntries(devices),
    };
  }

  /** Ends what git does. May be called twice. */
  dispose(): void {
    this.#closing.abort();
  }

  #device(path: string): DeviceProvenance | undefined {
    const declaration = this.#options.devices.declaration(path);
    const device = this.#options.devices.find(path);
    if (!declaration || !device) return undefined;
    return {
      class: device.constructor.name,
      ...this.#module(declaration.file),
      ...(declaration.mock && { mock: true }),
      ...(device.simulated && { simulated: true }),
    };
  }

  #module(file: string): ModuleProvenance {
    const { root, revision } = this.#found.get(file) ?? {};
    return { module: pathFrom(root ?? this.#dir, file), ...revision };
  }

  async #ask(): Promise<void> {
    this.#dir = await realpath(this.#options.dir).catch(() => this.#options.dir);
    const trees = new Map<string, string[]>();
    for (const file of this.#options.files.keys()) {
      const root = await workTreeOf(file);
      if (root !== undefined) trees.set(root, [...(trees.get(root) ?? []), file]);
    }
    const asked = [...trees].map(async ([root, files]) => {
      const revision = await gitRevision(root, files, this.#closing.signal);
      for (const file of files) this.#found.set(file, { root, revision });
    });
    await Promise.all(asked);
  }
}

interface Found {
  readonly root: string;
  readonly revision: GitRevision | undefined;
}

/** `file` as seen from `root`; as it is where it lies elsewhere. */
function pathFrom(root: string, file: string): string {
  const path = relative(root, file);
  return path.startsWith('..') || isAbsolute(path) ? file : path.replaceAll('\\', '/');
}
