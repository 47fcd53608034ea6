import type { z } from 'zod';
import { ErrorCode, type ErrorIssue } from '#shared/errors.ts';
import { closestName } from './closest-name.ts';
import type { RefusedDevice } from './device-reference.ts';

type ZodIssue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Writes a path as a client would: `params.axes[1].stop`. */
export function paramsPath(path: Path): string {
  return `params${pathSuffix(path)}`;
}

function pathSuffix(path: Path): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
}

/** How a sentence calls the parameter: `axes[1].stop`. */
function nameOf(path: Path): string {
  return pathSuffix(path).replace(/^\./, '') || 'the parameters';
}

/**
 * Turns what zod found into issues for an operator: one for each wrong place, each a sentence that names it.
 * `keysAt` tells which keys are known at a path, for the "did you mean" of an unknown key.
 */
export function paramsIssues(
  planName: string,
  issues: readonly ZodIssue[],
  keysAt: (path: Path) => string[],
): ErrorIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return unknownKeys(planName, issue, keysAt(issue.path));
    if (issue.code === 'invalid_union') {
      const branch = noneOfTheKinds(issue) ?? likeliestBranch(issue);
      if (branch) return paramsIssues(planName, prefixed(issue.path, branch), keysAt);
    }
    return [{ path: paramsPath(issue.path), code: codeOf(issue), message: sentence(issue) }];
  });
}

function unknownKeys(planName: string, issue: ZodIssue & { keys: string[] }, known: string[]): ErrorIssue[] {
  return issue.keys.map((key) => {
    const near = closestName(key, known);
    const owner = issue.path.length === 0 ? planName : nameOf(issue.path);
    return {
      path: paramsPath([...issue.path, key]),
      code: 'invalid_params',
      message: `${owner} has no parameter ${key}${near ? `; did you mean ${near}?` : ''}`,
    };
  });
}

function prefixed(prefix: PropertyKey[], issues: readonly ZodIssue[]): ZodIssue[] {
  return issues.map((issue) => ({ ...issue, path: [...prefix, ...issue.path] }));
}

/** Of the branches of a union, the one that the value comes nearest to: that got past its own type; `undefined` if none did. */
function likeliestBranch(issue: ZodIssue & { errors: ZodIssue[][] }): ZodIssue[] | undefined {
  return issue.errors.find((branch) => !branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0));
}

/** For a device that is of none of the kinds between which there was a choice: one issue that names all of them. */
function noneOfTheKinds(issue: ZodIssue & { errors: ZodIssue[][] }): ZodIssue[] | undefined {
  const lacks: string[] = [];
  let wrong: (ZodIssue & { code: 'custom' }) | undefined;
  for (const [first, ...others] of issue.errors) {
    const params = first?.code === 'custom' ? (first.params as Partial<RefusedDevice> | undefined) : undefined;
    if (others.length > 0 || first?.code !== 'custom' || first.path.length > 0 || !params?.lacks) continue;
    lacks.push(params.lacks);
    wrong = { ...first, message: `${params.device} is neither ${lacks.join(' nor ')}` };
  }
  return wrong && lacks.length > 1 ? [wrong] : undefined;
}

function codeOf(issue: ZodIssue): ErrorCode {
  if (issue.code !== 'custom') return 'invalid_params';
  const code = ErrorCode.safeParse(issue.params?.code);
  return code.success ? code.data : 'invalid_params';
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function sentence(issue: ZodIssue): string {
  const name = nameOf(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `${name} is missing`;
      if (typeof issue.input === 'number' && !Number.isFinite(issue.input)) return `${name} must be a finite number`;
      return `${name} must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `${name} must ${atLeast(issue)}`;
    case 'too_big':
      return `${name} must ${atMost(issue)}`;
    case 'invalid_value':
      return `${name} must be ${issue.values.map(String).join(' or ')}`;
    case 'invalid_union':
      return `${name} has the wrong type: it fits none of the forms that are allowed`;
    case 'not_multiple_of':
      return `${name} must be a multiple of ${issue.divisor}`;
    case 'custom':
      return issue.message;
    default:
      return `${name}: ${issue.message}`;
  }
}

function atLeast({ origin, minimum, inclusive }: Extract<ZodIssue, { code: 'too_small' }>): string {
  if (origin === 'array' || origin === 'set') return `hold at least ${minimum} ${minimum === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return minimum === 1 ? 'not be empty' : `have at least ${minimum} characters`;
  return inclusive === false ? `be greater than ${minimum}` : `be at least ${minimum}`;
}

function atMost({ origin, maximum, inclusive }: Extract<ZodIssue, { code: 'too_big' }>): string {
  if (origin === 'array' || origin === 'set') return `hold at most ${maximum} ${maximum === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return `have at most ${maximum} characters`;
  return inclusive === false ? `be less than ${maximum}` : `be at most ${maximum}`;
}
