import { type ConfigNode, nodeAt } from './config-node.ts';

/** Keys that blueapi has and Hutch has not, each with what takes its place. */
const FOREIGN: readonly { readonly path: readonly string[]; readonly instead: string }[] = [
  { path: ['stomp'], instead: 'programs subscribe to events over a WebSocket, see `hutch serve`' },
  { path: ['tiled'], instead: 'documents are kept in the store of the workspace, see `store`' },
  { path: ['numtracker'], instead: 'runs are numbered in the workspace, see `scan_numbers`' },
  { path: ['scratch'], instead: 'plans and devices are loaded from where they are, see `env.sources`' },
  { path: ['oidc'], instead: 'Hutch serves the user who started it, on this machine' },
  { path: ['opa'], instead: 'Hutch serves the user who started it, on this machine' },
  { path: ['auth_token_path'], instead: 'Hutch serves the user who started it, on this machine' },
  { path: ['logging', 'graylog'], instead: 'the log goes to the console and to a file, see `logging.file`' },
  { path: ['api', 'cors'], instead: 'the console is served to this machine alone' },
];

/** A key of blueapi's that Hutch cannot honour. */
export interface ForeignKey {
  readonly path: readonly string[];
  readonly node: ConfigNode;
  readonly message: string;
}

/**
 * Takes out what blueapi knows and Hutch does not. What is switched off (`enabled: false`) asks for nothing and goes silently, so that a
 * facility's file can serve both; the rest is returned, to be refused.
 */
export function takeForeignKeys(root: ConfigNode): { root: ConfigNode; foreign: ForeignKey[] } {
  const foreign: ForeignKey[] = [];
  let remaining = root;
  for (const { path, instead } of FOREIGN) {
    const node = childAt(remaining, path);
    if (!node) continue;
    remaining = without(remaining, path);
    if (isOff(node)) continue;
    const message = `${path.join('.')} is a key of blueapi's that Hutch does not have: ${instead}.`;
    foreign.push({ path, node, message });
  }
  return { root: remaining, foreign };
}

function childAt(root: ConfigNode, path: readonly string[]): ConfigNode | undefined {
  const parent = nodeAt(root, path.slice(0, -1));
  return parent.kind === 'map' ? parent.entries.get(path.at(-1) ?? '') : undefined;
}

function isOff(node: ConfigNode): boolean {
  if (node.kind !== 'map') return false;
  const enabled = node.entries.get('enabled');
  return enabled?.kind === 'scalar' && enabled.value === false;
}

function without(node: ConfigNode, [key = '', ...rest]: readonly string[]): ConfigNode {
  if (node.kind !== 'map') return node;
  const entries = new Map(node.entries);
  const child = entries.get(key);
  if (rest.length > 0 && child) entries.set(key, without(child, rest));
  else entries.delete(key);
  return { ...node, entries };
}
