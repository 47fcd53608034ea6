import { configureGlobal, readConfigureGlobal } from 'fast-check';

/** Any number does; it was drawn once. */
const SEED = 20_261_123;

/**
 * Runs before the test files that draw their inputs: all from one seed, so that a change is refused for what it does and not for what
 * was drawn that day. `npm run test:fuzz` draws others each time; `HUTCH_FUZZ_SEED` repeats one.
 */
configureGlobal({ ...readConfigureGlobal(), seed: Number(process.env.HUTCH_FUZZ_SEED ?? SEED) });
