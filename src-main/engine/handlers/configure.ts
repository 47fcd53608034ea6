import { HutchError } from '#shared/errors.ts';
import type { CommandHandler } from '../command-handler.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';
import { Configurable } from '../protocols.ts';
import { labelOf, requireProtocol } from '../require-protocol.ts';
import { argumentsOf } from './with-group.ts';

/** Configures a device; streams that hold it get a new descriptor. Answers with the configuration before and after. */
export const configure: CommandHandler<'configure'> = async (call, msg) => {
  const bundler = call.bundlers.get(msg.run);
  if (bundler?.bundling) {
    throw new IllegalMessageSequence("A device cannot be configured between 'create' and 'save'");
  }
  const device = requireProtocol(msg.obj, Configurable);
  if (device.configure === undefined) {
    throw new HutchError(
      'wrong_protocol',
      `${labelOf(device)} has no configure(): set its configuration signals instead`,
    );
  }
  const change = await device.configure(...argumentsOf(msg.args, msg.kwargs));
  await bundler?.configured(device);
  return change;
};
