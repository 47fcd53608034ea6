import { z } from 'zod';
import { HutchConfig } from './hutch-config.ts';

/** JSON Schema (draft 7) of `hutch.yaml`, for editors: what is written there, before defaults are put in. */
export function configJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(HutchConfig, { io: 'input', target: 'draft-7' });
}
