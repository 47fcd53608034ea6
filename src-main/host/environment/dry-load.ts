import type { PlainError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import type { Workspace } from '../../context/config/index.ts';
import { defaultCacheDir } from './default-cache-dir.ts';
import { loadEnvironment } from './load-environment.ts';

/** A plan that is there. */
export interface CheckedPlan {
  readonly name: string;
  /** The module that exports it. */
  readonly file: string;
  /** Why it cannot run with its defaults. */
  readonly unavailable?: string;
}

/** A device that is declared. */
export interface CheckedDevice {
  readonly name: string;
  /** The module that declares it. */
  readonly file: string;
  /** Name of its class; `unknown` for one that cannot be built. */
  readonly kind: string;
  /** Why it cannot be built, and where. */
  readonly error?: string;
}

/** What a workspace holds. */
export interface DryLoad {
  readonly plans: readonly CheckedPlan[];
  readonly devices: readonly CheckedDevice[];
  /** What could not be loaded. */
  readonly errors: readonly PlainError[];
}

const ignore = () => undefined;
const silent: Logger = { debug: ignore, info: ignore, warning: ignore, error: ignore, child: () => silent };

/**
 * Loads all that a workspace names and builds every device, and lets go of it again. Nothing is connected and nothing moves; but modules are
 * evaluated and constructors called, with all that they do. Never rejects.
 */
export async function dryLoad(workspace: Workspace, cacheDir = defaultCacheDir()): Promise<DryLoad> {
  const { sources, dir, config } = workspace;
  const { supplemental } = config;
  const environment = await loadEnvironment({ sources, dir, cacheDir, mock: false, supplemental, logger: silent });
  const { context, devices, errors } = environment;
  try {
    return {
      plans: context.models().map(({ name, unavailable }) => ({
        name,
        file: context.moduleOf(name) ?? '',
        ...(unavailable !== undefined && { unavailable }),
      })),
      devices: devices.models().map(({ name, kind, error, at }) => ({
        name,
        file: devices.declaration(name)?.file ?? '',
        kind,
        ...(error !== undefined && { error: at === undefined ? error : `${at}: ${error}` }),
      })),
      errors: errors.map(({ trace: _trace, ...error }) => error),
    };
  } finally {
    environment.provenance.dispose();
    devices.dispose();
  }
}
