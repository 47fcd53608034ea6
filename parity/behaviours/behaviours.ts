import type { Behaviours } from './behaviour.ts';
import { CALL_BEHAVIOURS } from './call-behaviours.ts';
import { EXIT_BEHAVIOURS } from './exit-behaviours.ts';
import { FAILURE_BEHAVIOURS } from './failure-behaviours.ts';
import { ILLEGAL_SEQUENCE_BEHAVIOURS } from './illegal-sequence-behaviours.ts';
import { PAUSE_BEHAVIOURS } from './pause-behaviours.ts';
import { PAUSE_DEVICE_BEHAVIOURS } from './pause-device-behaviours.ts';
import { RUN_BEHAVIOURS } from './run-behaviours.ts';
import { SUSPEND_BEHAVIOURS } from './suspend-behaviours.ts';

/** Every scenario by the name of its case, without `re_`. */
export const BEHAVIOURS: Behaviours = {
  ...PAUSE_BEHAVIOURS,
  ...PAUSE_DEVICE_BEHAVIOURS,
  ...EXIT_BEHAVIOURS,
  ...FAILURE_BEHAVIOURS,
  ...ILLEGAL_SEQUENCE_BEHAVIOURS,
  ...SUSPEND_BEHAVIOURS,
  ...RUN_BEHAVIOURS,
  ...CALL_BEHAVIOURS,
};
