import type { SpecRefusal } from '../../src-main/plan/scanspec/spec-refused.ts';

/** Why a spec is refused: a rule of scanning, or `malformed` where its JSON form is wrong already. */
type Reason = SpecRefusal | 'malformed';

/** What the messages of the Python package say, by their telling words. Of a spec with several faults it may name several. */
const REASONS: readonly (readonly [message: RegExp, reason: Reason])[] = [
  [/Zipping would overwrite axes/, 'axes_overlap'],
  [/axes .* != /, 'axes_differ'],
  [/Cannot squash SnakingFrames/, 'jumps'],
  [/Cannot squash non-snaking/, 'runs_backwards'],
  [/Mismatching types/, 'kinds_differ'],
  [/Zip requires len/, 'depths_differ'],
  [/inhomogeneous shape|Mismatching lengths/, 'lengths_differ'],
  [/Only one of left and right defines a duration/, 'duration_missing'],
  [/define a duration|defined a duration|already defines a duration/, 'duration_twice'],
  [/out of bounds for axis|self\.gap is undefined/, 'no_frames'],
  [/negative dimensions are not allowed|min\(\) arg is an empty sequence/, 'malformed'],
  [/division by zero|Number of samples/, 'bad_size'],
  // Of pydantic's own findings; `int_type` is its second guess at everything that is no spec.
  [/\[type=(?!value_error|assertion_error|int_type)/, 'malformed'],
];

/** The reasons for which a spec may be refused that the Python package refused with `message`; `undefined` if any will do. */
export function expectedReasons(message: string): Reason[] | undefined {
  const expected = REASONS.flatMap(([pattern, reason]) => (pattern.test(message) ? [reason] : []));
  return expected.length > 0 ? expected : undefined;
}
