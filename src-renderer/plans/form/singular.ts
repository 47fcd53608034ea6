const IRREGULAR: Readonly<Record<string, string>> = { axes: 'axis', indices: 'index' };

/** One of what a plural names, as far as the titles of parameters go: `Axes` becomes `Axis`, `Positions` `Position`. */
export function singular(plural: string): string {
  const known = IRREGULAR[plural.toLowerCase()];
  if (known)
    return plural.charAt(0) === plural.charAt(0).toUpperCase() ? known.charAt(0).toUpperCase() + known.slice(1) : known;
  return /[^s]s$/.test(plural) ? plural.slice(0, -1) : plural;
}
