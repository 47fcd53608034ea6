import { fileURLToPath } from 'node:url';
import { HutchError } from '#shared/errors.ts';

/** Our own code, as source or bundled: what an author did wrong is often noticed here, and never to be mended here. */
const OWN = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '..' : '.', import.meta.url));

/** Where in a file something is, as stacks and translators write it: `/path/file.ts:12:3`. */
interface Place {
  readonly file: string;
  readonly line: number;
}

/** The error of a module that did not load: `module_failed`, naming the file, the line where it went wrong, and why. */
export function moduleFailed(file: string, thrown: unknown): HutchError {
  const place = placeOf(file, thrown);
  const where = place ? `${place.file}:${place.line}` : file;
  const other = place && place.file !== file ? ` (loaded by ${file})` : '';
  return new HutchError('module_failed', `${where}${other}: ${causeOf(thrown)}`, {
    cause: thrown,
    details: { file, ...(place && { at: place.file, line: place.line }) },
  });
}

/** The first place in the module itself or, when another file of the author failed below it, in that one. */
function placeOf(file: string, thrown: unknown): Place | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const places: Place[] = [];
  // A syntax error carries its place at the end of the message, everything else in the stack.
  for (const match of `${thrown.message}\n${thrown.stack ?? ''}`.matchAll(
    /(?:file:\/\/)?(\/[^\s():]+|[A-Z]:[^\s():]+):(\d+):\d+/g,
  )) {
    places.push({ file: match[1] ?? file, line: Number(match[2]) });
  }
  return places.find((place) => isAuthors(place.file)) ?? places.find((place) => place.file === file);
}

function isAuthors(path: string): boolean {
  return !path.includes('/node_modules/') && !path.startsWith(OWN);
}

/** The first line of the cause, without the words that only say that it is one. */
function causeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `it threw ${String(thrown)}`;
  const [line = ''] = thrown.message.split('\n');
  const sentence = line.replace(/^ParseError:\s*/, 'syntax error: ').trim();
  return thrown.constructor === Error || thrown instanceof HutchError ? sentence : `${thrown.name}: ${sentence}`;
}
