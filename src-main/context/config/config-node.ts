/** Where a value stands. `line` counts from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A value of a configuration file that knows where it stands. */
export type ConfigNode =
  | { readonly kind: 'map'; readonly place: Place; readonly entries: ReadonlyMap<string, ConfigNode> }
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly ConfigNode[] }
  | {
      readonly kind: 'scalar';
      readonly place: Place;
      readonly value: string | number | boolean | null;
      /** A variable was put in place: what reads like a number may be meant as one. */
      readonly expanded: boolean;
    };

/**
 * `later` over `earlier`, deeply: maps are merged key by key; anything else, lists too, is replaced. A key with nothing behind it takes a value
 * away, and leaves a map alone: that is a heading whose lines are commented out.
 */
export function mergeNodes(earlier: ConfigNode, later: ConfigNode): ConfigNode {
  if (earlier.kind === 'map' && isNothing(later)) return earlier;
  if (earlier.kind !== 'map' || later.kind !== 'map') return later;
  const entries = new Map(earlier.entries);
  for (const [key, node] of later.entries) {
    const below = entries.get(key);
    entries.set(key, below ? mergeNodes(below, node) : node);
  }
  return { ...later, entries };
}

/** The plain value. A key with nothing behind it is as if it were not there. */
export function plainValue(node: ConfigNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  const entries = [...node.entries].filter(([, child]) => !isNothing(child));
  return Object.fromEntries(entries.map(([key, child]) => [key, plainValue(child)]));
}

function isNothing(node: ConfigNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The node at `path`; `undefined` where there is none, or nothing behind the key. */
export function findNode(node: ConfigNode, path: readonly PropertyKey[]): ConfigNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return isNothing(node) ? undefined : node;
  const child = childOf(node, step);
  return child && findNode(child, rest);
}

/** The node at `path`, or the last one on the way to it. */
export function nodeAt(node: ConfigNode, path: readonly PropertyKey[]): ConfigNode {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  const child = childOf(node, step);
  return child ? nodeAt(child, rest) : node;
}

function childOf(node: ConfigNode, step: PropertyKey): ConfigNode | undefined {
  if (node.kind === 'map') return node.entries.get(String(step));
  return node.kind === 'list' ? node.items[Number(step)] : undefined;
}

/** `/beamline/hutch.yaml:3` */
export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
