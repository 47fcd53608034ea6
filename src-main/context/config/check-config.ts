import { type ErrorIssue, HutchError } from '#shared/errors.ts';
import { configIssues, pathText } from './config-issues.ts';
import { type ConfigNode, nodeAt, placeText, plainValue } from './config-node.ts';
import { takeForeignKeys } from './foreign-keys.ts';
import { HutchConfig } from './hutch-config.ts';

/**
 * The configuration that `root` holds, defaults included, and the tree that it was taken from.
 *
 * @throws HutchError `invalid_config`, with an issue for each wrong key: its path, and a sentence that names file and line
 */
export function checkConfig(root: ConfigNode): { config: HutchConfig; root: ConfigNode } {
  const { root: own, foreign } = takeForeignKeys(root);
  const { result, tree } = parse(own);
  const issues: ErrorIssue[] = foreign.map(({ path, node, message }) => ({
    path: pathText(path),
    code: 'invalid_config',
    message: `${placeText(node.place)}: ${message}`,
  }));
  if (!result.success) issues.push(...configIssues(result.error.issues, tree));
  const [first] = issues;
  if (first) {
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    throw new HutchError('invalid_config', `${first.message}${more}`, { issues });
  }
  return { config: HutchConfig.parse(plainValue(tree)), root: tree };
}

/** A variable gives text: where a number or a switch is wanted it is read as one, as pydantic does for blueapi. */
function parse(root: ConfigNode) {
  const result = HutchConfig.safeParse(plainValue(root));
  const wanted = (result.error?.issues ?? []).flatMap((issue) =>
    issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'boolean') ? [issue.path] : [],
  );
  const tree = wanted.reduce((node, path) => withReadText(node, path), root);
  return tree === root ? { result, tree } : { result: HutchConfig.safeParse(plainValue(tree)), tree };
}

/** `root` with the text at `path` read as number or switch, where a variable has put it there. */
function withReadText(root: ConfigNode, path: readonly PropertyKey[]): ConfigNode {
  const node = nodeAt(root, path);
  if (node.kind !== 'scalar' || !node.expanded || typeof node.value !== 'string') return root;
  const value = readText(node.value);
  return value === undefined ? root : replaced(root, path, { ...node, value });
}

function readText(text: string): number | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function replaced(node: ConfigNode, [step, ...rest]: readonly PropertyKey[], by: ConfigNode): ConfigNode {
  if (step === undefined) return by;
  if (node.kind === 'map') {
    const child = node.entries.get(String(step));
    return child ? { ...node, entries: new Map(node.entries).set(String(step), replaced(child, rest, by)) } : node;
  }
  if (node.kind === 'list') {
    return { ...node, items: node.items.map((item, index) => (index === step ? replaced(item, rest, by) : item)) };
  }
  return node;
}
