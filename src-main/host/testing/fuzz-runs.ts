/**
 * How many inputs a fuzz test draws: `HUTCH_FUZZ_RUNS` in all, 2,000 unless set (`npm run test:fuzz` sets 100,000), of which this test has
 * the `share`. From which seed, all tests have in common (`scripts/drawn-inputs.ts`).
 */
export function fuzzRuns(share: number): { numRuns: number } {
  return { numRuns: Math.ceil(Number(process.env.HUTCH_FUZZ_RUNS ?? 2000) * share) };
}
