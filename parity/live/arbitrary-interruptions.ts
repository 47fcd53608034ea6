import fc from 'fast-check';
import type { InterruptionScript } from '../kit/interruption-script.ts';

/** Messages at which something happens. Most plans that are drawn send more; what comes after their end does not happen. */
const at = fc.integer({ min: 1, max: 60 });

const nth = fc.integer({ min: 1, max: 4 });

const exit = fc.oneof(
  fc.constant({ do: 'stop' as const }),
  fc.constant({ do: 'halt' as const }),
  fc.constantFrom('', 'beam lost').map((reason) => ({ do: 'abort' as const, reason })),
);

const pauses = fc.uniqueArray(
  fc.record({ at, do: fc.constantFrom('pause' as const, 'pause' as const, 'deferred_pause' as const) }),
  {
    selector: (request) => request.at,
    maxLength: 3,
  },
);

/** A request to end comes after all pauses. */
const requests = fc.tuple(pauses, fc.option(fc.tuple(exit, at), { nil: undefined })).map(([asked, end]) => {
  if (end === undefined) return asked;
  const [how, place] = end;
  return [...asked.filter((request) => request.at < place), { ...how, at: place }];
});

const resumes = fc
  .nat({ max: 2 })
  .map(
    (times): NonNullable<InterruptionScript['when_paused']> => Array.from({ length: times }, () => ({ do: 'resume' })),
  );

/**
 * A call is ended once, by a request or while it is paused: a second stop or abort joins the first in Hutch and interrupts the
 * cleanup in Bluesky, which refuses a halt there (decision 0010, row 14).
 */
const ways = fc.oneof(
  fc.record({ requests }),
  fc.record({ requests: pauses, when_paused: fc.tuple(resumes, exit).map(([before, end]) => [...before, end]) }),
);

const faults = fc.array(
  fc.oneof(
    fc.record({
      device: fc.constantFrom('motor1', 'motor2'),
      call: fc.constant('set' as const),
      nth,
      raises: fc.boolean(),
    }),
    fc.record({
      device: fc.constantFrom('det', 'det2', 'sdet', 'peak'),
      call: fc.constant('trigger' as const),
      nth,
      raises: fc.boolean(),
    }),
  ),
  { maxLength: 1 },
);

const delays = fc
  .subarray(['motor1', 'motor2', 'det', 'sdet'])
  .map((names) => Object.fromEntries(names.map((name) => [name, 0.01])));

const circumstances = fc.record({ faults, delays, record_interruptions: fc.boolean() }, { requiredKeys: [] });

/** Random interruptions of a call: requests, what is called while it is paused, devices that fail, moves that take time. */
export const arbitraryInterruptions: fc.Arbitrary<InterruptionScript> = fc
  .tuple(ways, circumstances)
  .map(([way, others]) => ({ ...way, ...others }));
