import type { ScanAxis } from './scan-axis.ts';
import type { ScanSpec } from './scan-spec.ts';
import { specRefused } from './spec-refused.ts';

/**
 * Seconds that each frame takes; `'variable'` where they differ, `undefined` where the spec does not tell.
 * Throws `duration_twice` or `duration_missing` where parts of the spec contradict each other.
 */
export function specDuration(spec: ScanSpec<ScanAxis>): number | 'variable' | undefined {
  switch (spec.type) {
    case 'Linspace':
    case 'Range':
    case 'Static':
    case 'Spiral':
    case 'Ellipse':
    case 'Polygon':
      return undefined;
    case 'Product':
      return onlyOne(sideDuration(spec.outer), sideDuration(spec.inner), 'both sides of a product');
    case 'Zip':
      return onlyOne(specDuration(spec.left), specDuration(spec.right), 'both sides of a zip');
    case 'Concat':
      return joined(specDuration(spec.left), specDuration(spec.right));
    case 'Snake':
    case 'Squash':
    case 'Fly':
      return specDuration(spec.spec);
    case 'ConstantDuration':
      return onlyOne(
        spec.constant_duration,
        spec.spec ? specDuration(spec.spec) : undefined,
        'a spec and the one inside it',
      );
  }
}

type Duration = ReturnType<typeof specDuration>;

function sideDuration(side: ScanSpec<ScanAxis> | number): Duration {
  return typeof side === 'number' ? undefined : specDuration(side);
}

function onlyOne(first: Duration, second: Duration, who: string): Duration {
  if (first !== undefined && second !== undefined) throw specRefused('duration_twice', `${who} have a duration`);
  return first ?? second;
}

function joined(left: Duration, right: Duration): Duration {
  if (left === right) return left;
  if (left !== undefined && right !== undefined) return 'variable';
  throw specRefused('duration_missing', 'only one of two parts that follow each other has a duration');
}
