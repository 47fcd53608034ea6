/**
 * How many inputs a fuzz test draws: `HUTCH_FUZZ_RUNS` in all, 2,000 unless set (`npm run test:fuzz` sets 100,000), of which this test has
 * the `share`. The seed is drawn anew each time and is told when something is found; `HUTCH_FUZZ_SEED` repeats one.
 */
export function fuzzRuns(share: number): { numRuns: number; seed?: number } {
  const seed = process.env.HUTCH_FUZZ_SEED;
  const numRuns = Math.ceil(Number(process.env.HUTCH_FUZZ_RUNS ?? 2000) * share);
  return { numRuns, ...(seed !== undefined && { seed: Number(seed) }) };
}
