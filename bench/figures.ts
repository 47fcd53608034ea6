import { connect1000Ms } from './measure-connect.ts';
import { inspectMillion, inspectTenThousandMs, millionFirstMessageMs } from './measure-inspection.ts';
import { callToStartMs, pauseAndResumeMs, stopP99Ms } from './measure-latency.ts';
import { loopDelayP99Ms, memoryGrowthMbPerMillion } from './measure-loop.ts';
import { readbackCpuCores } from './measure-readbacks.ts';
import { fullStore, storedCountEventsPerSecond, submitToStartedMs } from './measure-store.ts';
import {
  countEventsPerSecond,
  nullMessagesPerSecond,
  rawCountEventsPerSecond,
  rawScanEventsPerSecond,
  scanEventsPerSecond,
} from './measure-throughput.ts';
import { median } from './median.ts';

const RUNS = 5;

/** The figures of a benchmark, their units and how many digits mean something. */
export const FIGURES = {
  nullMessagesPerSecond: { unit: '/s', digits: 0 },
  countEventsPerSecond: { unit: '/s', digits: 0 },
  scanEventsPerSecond: { unit: '/s', digits: 0 },
  rawCountEventsPerSecond: { unit: '/s', digits: 0 },
  rawScanEventsPerSecond: { unit: '/s', digits: 0 },
  storedCountEventsPerSecond: { unit: '/s', digits: 0 },
  callToStartMs: { unit: 'ms', digits: 4 },
  pauseMs: { unit: 'ms', digits: 3 },
  resumeMs: { unit: 'ms', digits: 3 },
  stopP99Ms: { unit: 'ms', digits: 3 },
  loopDelayP99Ms: { unit: 'ms', digits: 2 },
  memoryGrowthMbPerMillion: { unit: 'MB', digits: 2 },
  inspectTenThousandMs: { unit: 'ms', digits: 1 },
  inspectMillionPointsPerSecond: { unit: '/s', digits: 0 },
  inspectMillionPeakMb: { unit: 'MB', digits: 1 },
  millionFirstMessageMs: { unit: 'ms', digits: 2 },
  connect1000Ms: { unit: 'ms', digits: 1 },
  readbackCpuCores: { unit: 'cores', digits: 3 },
  submitToStartedMs: { unit: 'ms', digits: 2 },
  fullStoreStartMs: { unit: 'ms', digits: 0 },
  fullStoreSearchMs: { unit: 'ms', digits: 1 },
} as const;

export type Figures = Record<keyof typeof FIGURES, number>;

const RATES = {
  nullMessagesPerSecond,
  countEventsPerSecond,
  scanEventsPerSecond,
  rawCountEventsPerSecond,
  rawScanEventsPerSecond,
  storedCountEventsPerSecond,
} as const;

/**
 * Measures everything, each as the median of five runs, and reports every figure as soon as it is known. Rates are measured in turns, and
 * `beside` is called in each, so that a busy moment of the machine falls on one run of all and not on all runs of one.
 */
export async function measureFigures(
  report: (name: keyof Figures, value: number) => void,
  beside: () => Promise<void> = () => Promise.resolve(),
): Promise<Figures> {
  const known: Partial<Figures> = {};
  const note = (name: keyof Figures, runs: readonly number[]): void => {
    const value = median(runs);
    known[name] = value;
    report(name, value);
  };
  const names = Object.keys(RATES) as (keyof typeof RATES)[];
  const rounds = await repeat(async () => {
    const rates = new Map<keyof Figures, number>();
    for (const name of names) rates.set(name, await RATES[name]());
    await beside();
    return rates;
  });
  for (const name of names) {
    note(
      name,
      rounds.map((round) => round.get(name) ?? Number.NaN),
    );
  }
  note('callToStartMs', await repeat(callToStartMs));
  const pauses = await repeat(pauseAndResumeMs);
  note(
    'pauseMs',
    pauses.map((run) => run.pauseMs),
  );
  note(
    'resumeMs',
    pauses.map((run) => run.resumeMs),
  );
  note('stopP99Ms', await repeat(stopP99Ms));
  note('loopDelayP99Ms', await repeat(loopDelayP99Ms));
  note('memoryGrowthMbPerMillion', await repeat(memoryGrowthMbPerMillion));
  await noteInspection(note);
  note('connect1000Ms', await repeat(connect1000Ms));
  note('readbackCpuCores', await repeat(readbackCpuCores));
  note('submitToStartedMs', await repeat(submitToStartedMs));
  const full = await fullStore();
  note('fullStoreStartMs', [full.startMs]);
  note('fullStoreSearchMs', [full.searchMs]);
  return known as Figures;
}

async function noteInspection(note: (name: keyof Figures, runs: readonly number[]) => void): Promise<void> {
  note('inspectTenThousandMs', await repeat(inspectTenThousandMs));
  note('millionFirstMessageMs', await repeat(millionFirstMessageMs));
  const million = await inspectMillion();
  note('inspectMillionPointsPerSecond', [million.pointsPerSecond]);
  note('inspectMillionPeakMb', [million.peakMb]);
}

async function repeat<T>(measure: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < RUNS; run++) results.push(await measure());
  return results;
}
