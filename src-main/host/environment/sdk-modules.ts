import * as zod from 'zod';
import * as sdk from '../../sdk/index.ts';

/** What the modules of authors import as the application has it, so that a schema or a device of theirs is one of ours. */
export const SDK_MODULES: Readonly<Record<string, unknown>> = { '@hutch/sdk': sdk, zod };
