import type { CommandHandler } from '../command-handler.ts';
import { resumeDevices } from '../rest-devices.ts';

/** Wakes the devices after a suspension. Monitors went on meanwhile, so they are not subscribed a second time. */
export const resumeFromSuspender: CommandHandler<'_resume_from_suspender'> = async (call) => {
  for (const bundler of call.bundlers.values()) bundler.monitors.restore();
  await resumeDevices(call);
};
