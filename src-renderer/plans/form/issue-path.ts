/** A place in the parameters: `['axes', 1, 'stop']`. */
export type ParamPath = readonly (string | number)[];

/** Something wrong at one place, in a sentence. */
export interface FieldIssue {
  path: ParamPath;
  message: string;
  /** The field is just empty: not shown before somebody has tried to run. */
  isMissing?: boolean;
}

/** Reads a path as the host writes it, `params.axes[1].stop`, without its `params`. */
export function parseIssuePath(text: string): ParamPath {
  const path: (string | number)[] = [];
  for (const [, key, index] of text.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (index !== undefined) path.push(Number(index));
    else if (key !== undefined) path.push(key);
  }
  return path[0] === 'params' ? path.slice(1) : path;
}

/** Whether `path` is `start` or lies inside it. */
export function isWithin(path: ParamPath, start: ParamPath): boolean {
  return start.length <= path.length && start.every((key, index) => key === path[index]);
}

/** Whether both lead to the same place. */
export function isSamePath(a: ParamPath, b: ParamPath): boolean {
  return a.length === b.length && isWithin(a, b);
}

/** The value at a place; `undefined` where there is none. */
export function valueAt(root: unknown, path: ParamPath): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
