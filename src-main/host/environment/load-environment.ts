import { resolve } from 'node:path';
import { HutchError, type PlainError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import type { WorkspaceSource } from '../../context/config/workspace.ts';
import { DeviceRegistry } from '../../context/device-registry.ts';
import { type LoadedSource, listSources, loadSources } from '../../context/load-sources.ts';
import { type LoadedModule, ModuleLoader } from '../../context/module-loader.ts';
import { PlanContext } from '../../context/plan-context.ts';
import { Provenance } from '../../context/provenance.ts';
import { type SupplementalNames, Supplements } from '../../context/supplements.ts';
import { isDeviceManager } from '../../device/index.ts';
import { isPlanDefinition } from '../../plan/index.ts';
import { SDK_MODULES } from './sdk-modules.ts';

/** A module of devices that is more than a path. */
export interface DeviceModule {
  /** A file, or a folder of modules: an absolute path, or one from the folder in which Hutch was started. */
  readonly module: string;
  /** The export that is the device manager; every one that the module exports unless given. */
  readonly name?: string;
  /** Connect to stand-in signals. */
  readonly mock?: boolean;
}

export interface EnvironmentOptions {
  /** Folders, or files, whose modules define plans. */
  planDirs?: readonly string[];
  /** Modules that export a device manager, by any name. */
  deviceModules?: readonly (string | DeviceModule)[];
  /** What a workspace says beside these: `Workspace.sources`. */
  sources?: readonly WorkspaceSource[];
  /** The folder of the workspace: where modules are not in git, provenance names them from here. The current folder unless given. */
  dir?: string;
  cacheDir: string;
  /** Connect every device to stand-in signals. */
  mock: boolean;
  /** What is recorded beside every run. */
  supplemental: SupplementalNames;
  logger: Logger;
}

/** Plans and devices, loaded once: what a reload replaces. */
export interface Environment {
  readonly context: PlanContext;
  readonly devices: DeviceRegistry;
  /** What could not be loaded; the rest is there. */
  readonly errors: readonly PlainError[];
  /** Every file that was read, nested and failed ones too, installed packages apart. Absolute paths. */
  readonly sources: readonly string[];
  /** Where plans and devices come from. Nothing is asked of git before it is started. */
  readonly provenance: Provenance;
  /** The modules that would be loaded now: one that is not in `sources` is new. Never rejects. */
  listModules(): Promise<string[]>;
}

/** Loads devices and plans. Never rejects: what fails is in `errors`, and in the log. Without any source there is an environment, empty. */
export async function loadEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { logger, dir = process.cwd() } = options;
  const loader = new ModuleLoader({ virtualModules: SDK_MODULES, cacheDir: options.cacheDir });
  const devices = new DeviceRegistry({ logger, mock: options.mock });
  const supplements = new Supplements(devices, options.supplemental);
  const context = new PlanContext(devices, supplements);

  const wanted = sourcesOf(options, dir);
  const loaded = await loadSources(wanted, loader);
  const errors = [...loaded.errors];
  for (const source of loaded.sources) errors.push(...addDevices(devices, source));
  for (const source of loaded.sources) errors.push(...addPlans(context, source));
  errors.push(...configurationErrors(supplements));

  for (const error of errors) logger.error(error.message, { code: error.code });
  return {
    context,
    devices,
    errors: errors.map((error) => error.toPlain()),
    sources: [...loaded.files.keys()],
    provenance: new Provenance({ context, devices, files: loaded.files, dir }),
    listModules: () => listSources(wanted, loader),
  };
}

function sourcesOf(options: EnvironmentOptions, dir: string): WorkspaceSource[] {
  const { planDirs = [], deviceModules = [], sources = [] } = options;
  const plans = planDirs.map((module) => ({ kind: 'planFunctions', module, mock: false }) as const);
  const devices = deviceModules.map((given) => {
    const { module, name, mock = false } = typeof given === 'string' ? { module: given } : given;
    return { kind: 'deviceManager', module, mock, ...(name !== undefined && { name }) } as const;
  });
  const own = [...devices, ...plans].map((source) => ({ ...source, module: resolve(source.module), dir }));
  return [...own, ...sources];
}

/** A wrong name is told at the start; until it is put right, every request is refused with it. */
function configurationErrors(supplements: Supplements): HutchError[] {
  try {
    supplements.resolve();
    return [];
  } catch (thrown) {
    return [HutchError.from(thrown)];
  }
}

/** Of a folder, modules without a device manager are no mistake: others may import them. */
function addDevices(devices: DeviceRegistry, { source, modules }: LoadedSource): HutchError[] {
  if (source.kind !== 'deviceManager') return [];
  const found = modules.flatMap((module) =>
    Object.entries(module.exports).flatMap(([name, value]) =>
      isDeviceManager(value) && (source.name ?? name) === name ? [{ manager: value, file: module.file }] : [],
    ),
  );
  const [first] = modules;
  if (first && found.length === 0) return [noManager(first, source.name)];
  return found.flatMap(({ manager, file }) => devices.add(manager, file, { mock: source.mock }));
}

function noManager({ file, exports }: LoadedModule, name: string | undefined): HutchError {
  const others = Object.keys(exports).filter((key) => isDeviceManager(exports[key]));
  const hint = others.length > 0 ? `; it exports ${others.join(', ')}` : '';
  const what = name === undefined ? 'no device manager' : `no device manager called ${name}${hint}`;
  return new HutchError('module_failed', `${file}: it exports ${what}.`, { details: { file } });
}

/** Registers every plan that a module exports; a module without one, which others may import, is no mistake. */
function addPlans(context: PlanContext, { source, modules }: LoadedSource): HutchError[] {
  if (source.kind !== 'planFunctions') return [];
  const errors: HutchError[] = [];
  for (const { file, exports } of modules) {
    for (const plan of Object.values(exports).filter(isPlanDefinition)) {
      try {
        context.register(plan, file);
      } catch (thrown) {
        errors.push(HutchError.from(thrown));
      }
    }
  }
  return errors;
}
