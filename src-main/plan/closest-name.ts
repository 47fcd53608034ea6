/** Edits that turn `a` into `b`: one for a letter added, removed, replaced, or swapped with its neighbour. */
export function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const edits = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, replaced);
      row.push(swapped ? Math.min(edits, at(beforePrevious, j - 2) + 1) : edits);
    }
    [beforePrevious, previous] = [previous, row];
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** Letters from which on a name that is cut short can be told. */
const SHORTEST_PART = 3;

/**
 * The one of `names` that `typed` was most likely meant to be: spelled nearly so (a third of its letters apart, at least one), else the shortest
 * that begins with it or has it as one of its words (`grid` of `grid_scan`); `undefined` where none is near.
 */
export function closestName(typed: string, names: Iterable<string>): string | undefined {
  const asked = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 0.5;
  let longer: string | undefined;
  for (const name of names) {
    const distance = editDistance(asked, name.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
    if (isPartOf(asked, name.toLowerCase()) && (longer === undefined || name.length < longer.length)) longer = name;
  }
  return best ?? longer;
}

function isPartOf(asked: string, name: string): boolean {
  if (asked.length < SHORTEST_PART) return false;
  return name.startsWith(asked) || name.split(/[^a-z0-9]+/).includes(asked);
}
