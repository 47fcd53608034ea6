import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

const SWITCH = 'user-data-dir';

/** Paths of `app.getPath`, as far as main asks for them. */
const paths = new Map<string, string>();

/** `app.getPath`. The user's data lie where the switch says: a stand-in must never meet those of whoever runs the specs. */
export function getPath(name: string): string {
  const path = paths.get(name) ?? (name === 'userData' ? givenUserData() : undefined);
  if (path === undefined) throw new Error(`Failed to get '${name}' path`);
  return path;
}

/** `app.setPath`: the folder must be there. */
export function setPath(name: string, path: string): void {
  if (!existsSync(path)) throw new Error(`Failed to set path '${name}': ${path} does not exist`);
  paths.set(name, path);
}

function givenUserData(): string | undefined {
  return parseArgs({ options: { [SWITCH]: { type: 'string' } }, strict: false }).values[SWITCH]?.toString();
}
