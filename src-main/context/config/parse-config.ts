import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
} from 'yaml';
import { HutchError } from '#shared/errors.ts';
import type { ConfigNode, Place } from './config-node.ts';
import { expandVariables } from './expand-variables.ts';

/** More than any beamline writes; less than what a few lines of aliases of aliases stand for. */
const MOST_NODES = 10_000;
const DEEPEST = 50;

interface Reader {
  readonly document: ReturnType<typeof parseDocument>;
  readonly file: string;
  readonly lines: LineCounter;
  readonly env: Readonly<Record<string, string | undefined>>;
  nodes: number;
}

/**
 * Reads YAML 1.2, of which only what is plain data is taken: no tags of programs, no key twice, no second document. Aliases are followed.
 *
 * @throws HutchError `invalid_config`, naming file and line
 */
export function parseConfig(text: string, file: string, env: Reader['env']): ConfigNode {
  const lines = new LineCounter();
  // The schema is fixed, whatever the file says of itself: in YAML 1.1 `no` is false and `010` is eight.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    lineCounter: lines,
    prettyErrors: false,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw refusal({ file, line: lineOf(lines, problem.pos[0]) }, problemText(problem.code, problem.message));
  if (document.directives?.yaml.explicit && document.directives.yaml.version !== '1.2') {
    throw refusal({ file, line: 1 }, 'it says that it is YAML 1.1; Hutch reads YAML 1.2.');
  }
  const reader: Reader = { document, file, lines, env, nodes: 0 };
  const { contents } = document;
  const start = { file, line: 1 };
  // Nothing but comments: everything as it is by default.
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return { kind: 'map', place: start, entries: new Map() };
  }
  const root = read(reader, contents, start, 0);
  if (root.kind !== 'map') throw refusal(root.place, 'it must hold keys and values, like `env:`.');
  return root;
}

function read(reader: Reader, node: Node | ParsedNode | null, parent: Place, depth: number): ConfigNode {
  reader.nodes += 1;
  const place = node?.range ? { file: reader.file, line: lineOf(reader.lines, node.range[0]) } : parent;
  if (reader.nodes > MOST_NODES) throw refusal(place, `it stands for more than ${MOST_NODES} values.`);
  if (depth > DEEPEST) throw refusal(place, `it goes more than ${DEEPEST} levels deep.`);
  if (isAlias(node)) return read(reader, target(reader, node, place), place, depth + 1);
  if (isMap(node)) return readMap(reader, node.items, place, depth);
  if (isSeq(node)) {
    return { kind: 'list', place, items: node.items.map((item) => read(reader, item as Node, place, depth + 1)) };
  }
  return readScalar(reader, isScalar(node) ? node.value : null, place);
}

function readMap(
  reader: Reader,
  pairs: readonly { key: unknown; value: unknown }[],
  place: Place,
  depth: number,
): ConfigNode {
  const entries = new Map<string, ConfigNode>();
  for (const { key, value } of pairs) {
    const keyNode = read(reader, key as Node, place, depth + 1);
    if (keyNode.kind !== 'scalar' || keyNode.value === null) throw refusal(keyNode.place, 'a key must be a word.');
    // Not what a variable made of it: keys are as they are written.
    const name = String(isScalar(key) ? key.value : keyNode.value);
    if (name === '__proto__') throw refusal(keyNode.place, 'the key __proto__ cannot be used.');
    if (entries.has(name)) throw refusal(keyNode.place, `the key ${name} is there twice.`);
    entries.set(name, read(reader, value as Node | null, keyNode.place, depth + 1));
  }
  return { kind: 'map', place, entries };
}

function readScalar({ env }: Reader, value: unknown, place: Place): ConfigNode {
  if (typeof value === 'string') {
    const text = expandVariables(value, env);
    return { kind: 'scalar', place, value: text, expanded: text !== value };
  }
  if (value === null || typeof value === 'boolean') return { kind: 'scalar', place, value, expanded: false };
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'scalar', place, value, expanded: false };
  throw refusal(place, `${String(value)} is neither text, number, true, false nor null.`);
}

function target({ document }: Reader, alias: Alias, place: Place): Node {
  const found = alias.resolve(document);
  if (!found) throw refusal(place, `nothing is called &${alias.source}.`);
  return found;
}

function lineOf(lines: LineCounter, offset: number): number {
  return Math.max(lines.linePos(offset).line, 1);
}

function problemText(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'a key is there twice.';
  if (code === 'MULTIPLE_DOCS') return 'it holds a second document (---): one file, one configuration.';
  if (code === 'TAG_RESOLVE_FAILED') return `it has a tag that Hutch does not know: ${message}.`;
  return `it is not YAML: ${message}${message.endsWith('.') ? '' : '.'}`;
}

/** `invalid_config`, with place and sentence. */
function refusal(place: Place, sentence: string): HutchError {
  const message = `${place.file}:${place.line}: ${sentence}`;
  return new HutchError('invalid_config', message, { details: { file: place.file, line: place.line } });
}
