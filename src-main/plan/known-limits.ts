import { HutchError } from '#shared/errors.ts';

/** What may be asked of a device, in its units. `null` is unbounded. */
export interface KnownLimits {
  readonly low: number | null;
  readonly high: number | null;
  readonly units?: string | undefined;
}

interface ValueMetadata {
  readonly limits?: { readonly low: number | null; readonly high: number | null } | undefined;
  readonly units?: string | undefined;
}

/** A device may have limits itself, or those of its set-point; a signal has metadata. */
interface Limited extends ValueMetadata {
  readonly setpoint?: { readonly metadata?: ValueMetadata };
  readonly metadata?: ValueMetadata;
}

/** The limits of `device`, as far as they are known without asking the control system; `undefined` where they are not. */
export function knownLimits(device: Limited): KnownLimits | undefined {
  const { limits, units } = device.limits ? device : (metadataOf(device) ?? {});
  return limits && { ...limits, units };
}

function metadataOf(device: Limited): ValueMetadata | undefined {
  try {
    return device.setpoint?.metadata ?? device.metadata;
  } catch (error) {
    // A signal that was never connected knows nothing yet; the device itself refuses later.
    if (error instanceof HutchError && error.code === 'not_connected') return undefined;
    throw error;
  }
}
