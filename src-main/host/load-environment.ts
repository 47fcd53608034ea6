import { HutchError, type PlainError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { DeviceRegistry } from '../context/device-registry.ts';
import { type LoadedModule, listModules, ModuleLoader } from '../context/module-loader.ts';
import { PlanContext } from '../context/plan-context.ts';
import { type SupplementalNames, Supplements } from '../context/supplements.ts';
import { isDeviceManager } from '../device/index.ts';
import { isPlanDefinition } from '../plan/index.ts';
import { SDK_MODULES } from './sdk-modules.ts';

export interface EnvironmentOptions {
  /** Folders whose modules define plans. */
  planDirs: readonly string[];
  /** Modules that export a device manager, by any name. */
  deviceModules: readonly string[];
  cacheDir: string;
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
}

/** Loads devices and plans. Never rejects: what fails is in `errors`, and in the log. */
export async function loadEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { logger } = options;
  const errors: HutchError[] = [];
  const loader = new ModuleLoader({ virtualModules: SDK_MODULES, cacheDir: options.cacheDir });
  const devices = new DeviceRegistry({ logger, mock: options.mock });
  const supplements = new Supplements(devices, options.supplemental);
  const context = new PlanContext(devices, supplements);

  const deviceModules = await loader.load(options.deviceModules);
  const plans = await listAll(options.planDirs);
  const planModules = await loader.load(plans.files);
  errors.push(...deviceModules.errors, ...plans.errors, ...planModules.errors);
  for (const module of deviceModules.modules) errors.push(...addDevices(devices, module));
  for (const module of planModules.modules) errors.push(...addPlans(context, module));

  errors.push(...configurationErrors(supplements));

  for (const error of errors) logger.error(error.message, { code: error.code });
  return { context, devices, errors: errors.map((error) => error.toPlain()) };
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

async function listAll(dirs: readonly string[]): Promise<{ files: string[]; errors: HutchError[] }> {
  const lists = await Promise.allSettled(dirs.map((dir) => listModules(dir)));
  return {
    files: lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : [])),
    errors: lists.flatMap((list) => (list.status === 'rejected' ? [HutchError.from(list.reason)] : [])),
  };
}

function addDevices(devices: DeviceRegistry, { file, exports }: LoadedModule): HutchError[] {
  const managers = Object.values(exports).filter(isDeviceManager);
  if (managers.length > 0) return managers.flatMap((manager) => devices.add(manager, file));
  return [new HutchError('module_failed', `${file}: it exports no device manager.`, { details: { file } })];
}

/** Registers every plan that a module exports; a module without one, which others may import, is no mistake. */
function addPlans(context: PlanContext, { file, exports }: LoadedModule): HutchError[] {
  const errors: HutchError[] = [];
  for (const plan of Object.values(exports).filter(isPlanDefinition)) {
    try {
      context.register(plan, file);
    } catch (thrown) {
      errors.push(HutchError.from(thrown));
    }
  }
  return errors;
}
