import { z } from 'zod';
import type { ErrorIssue } from '#shared/errors.ts';
import { closestName } from '../../plan/closest-name.ts';
import { unwrapped } from '../../plan/unwrapped-schema.ts';
import { type ConfigNode, findNode, nodeAt, placeText } from './config-node.ts';
import { HutchConfig } from './hutch-config.ts';

/** What zod found wrong in the tree `root`, each with file, line and path of the key. */
export function configIssues(issues: readonly z.core.$ZodIssue[], root: ConfigNode): ErrorIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [placed(root, issue.path, sentence(issue, root))];
    const known = keysAt(HutchConfig, root, issue.path);
    return issue.keys.map((key) => placed(root, [...issue.path, key], unknownKey(key, issue.path, known)));
  });
}

/** An issue that names file and line. */
export function placed(root: ConfigNode, path: readonly PropertyKey[], text: string): ErrorIssue {
  const { place } = nodeAt(root, path);
  return { path: pathText(path), code: 'invalid_config', message: `${placeText(place)}: ${text}` };
}

/** `env.sources[0].kind` */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

function unknownKey(key: string, path: readonly PropertyKey[], known: readonly string[]): string {
  const owner = path.length > 0 ? pathText(path) : 'hutch.yaml';
  const near = closestName(key, known);
  return `${owner} has no key ${key}; ${near ? `did you mean ${near}?` : `it has ${known.join(', ')}.`}`;
}

/** What zod says, in a sentence about the key. */
function sentence(issue: z.core.$ZodIssue, root: ConfigNode): string {
  const name = pathText(issue.path) || 'hutch.yaml';
  const node = findNode(root, issue.path);
  if (!node) return `${pathText(issue.path.slice(0, -1))} needs ${String(issue.path.at(-1))}${choice(issue)}.`;
  const value = node.kind === 'scalar' ? node.value : undefined;
  const given = node.kind === 'scalar' ? JSON.stringify(node.value) : `a ${node.kind}`;
  switch (issue.code) {
    case 'custom':
      return `${name} ${issue.message}.`;
    case 'invalid_type':
      return `${name} must be ${article(issue.expected)}, not ${given}${hint(issue.expected, value)}.`;
    case 'invalid_value':
    case 'invalid_union': {
      const near = typeof value === 'string' ? closestName(value, choices(issue)) : undefined;
      return `${name} cannot be ${given}${near ? `; did you mean ${near}?` : `${choice(issue)}.`}`;
    }
    case 'too_small':
    case 'too_big':
      return `${name} ${bound(issue)}.`;
    case 'invalid_format':
      return `${name} cannot be ${given}: it must match ${issue.pattern ?? issue.format}.`;
    default:
      return `${name}: ${issue.message}.`;
  }
}

/** `: one of planFunctions, deviceManager` */
function choice(issue: z.core.$ZodIssue): string {
  const all = choices(issue);
  return all.length > 0 ? `: one of ${all.join(', ')}` : '';
}

function choices(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)
    ? issue.options.map(String)
    : [];
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  return issue.origin === 'string' || issue.origin === 'array'
    ? 'must not be empty'
    : `must be at least ${issue.minimum}`;
}

function article(expected: string): string {
  const words: Record<string, string> = {
    boolean: 'true or false',
    number: 'a number',
    int: 'a whole number',
    string: 'text',
    array: 'a list',
    object: 'keys and values',
    record: 'keys and values',
  };
  return words[expected] ?? expected;
}

/** `yes` is true in YAML 1.1, and text in YAML 1.2. */
function hint(expected: string, value: unknown): string {
  if (expected === 'boolean' && typeof value === 'string') {
    if (/^(yes|on|y)$/i.test(value)) return ': write true';
    if (/^(no|off|n)$/i.test(value)) return ': write false';
  }
  return expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')
    ? `: write "${String(value)}", in quotes`
    : '';
}

/** The keys that the schema knows at `path`. */
function keysAt(schema: z.core.$ZodType, node: ConfigNode, path: readonly PropertyKey[]): string[] {
  const inner = unwrapped(schema);
  const [step, ...rest] = path;
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const kind = nodeAt(node, ['kind']);
    const option = inner.options.find((candidate) => kind.kind === 'scalar' && kindOf(candidate) === kind.value);
    return option ? keysAt(option, node, path) : [];
  }
  const child = step === undefined ? node : nodeAt(node, [step]);
  if (inner instanceof z.ZodArray && step !== undefined) return keysAt(inner.element, child, rest);
  if (!(inner instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(inner.shape);
  const next: unknown = inner.shape[String(step)];
  return next instanceof z.ZodType ? keysAt(next, child, rest) : [];
}

function kindOf(option: unknown): unknown {
  const kind: unknown = option instanceof z.ZodObject ? option.shape.kind : undefined;
  return kind instanceof z.ZodLiteral ? kind.value : undefined;
}
