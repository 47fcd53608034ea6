import { pathToFileURL } from 'node:url';
import { HutchError } from '#shared/errors.ts';

/** Our own code, as source or bundled: what an author did wrong is often noticed here, and never to be mended here. */
const OWN = import.meta.url.replace(/\/(src-main|out\/main)\/.*$/, '/$1/');

/** Where in a file something is, as stacks and translators write it: `/path/file.ts:12:3`. */
interface Place {
  readonly file: string;
  readonly line: number;
}

/** The error of a module that did not load: `module_failed`, naming the file, the line where it went wrong, and why. */
export function moduleFailed(file: string, thrown: unknown): HutchError {
  const place = placeOf(thrown);
  const where = place ? `${place.file}:${place.line}` : file;
  const other = place && place.file !== file ? ` (loaded by ${file})` : '';
  return new HutchError('module_failed', `${where}${other}: ${causeOf(thrown)}`, {
    cause: thrown,
    details: { file, ...(place && { at: place.file, line: place.line }) },
  });
}

/** A line that ends in a place: of a stack (`at f (/path/file.ts:12:3)`), or alone, as at the end of a syntax error's message. */
const PLACE = /^\s*(?:at (?:async )?(?:[^(]*\()?)?(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/]).*?):(\d+):\d+\)?$/;

/** The innermost place in code of the author: in the module itself or in a file that it loads. */
function placeOf(thrown: unknown): Place | undefined {
  if (!(thrown instanceof Error)) return undefined;
  for (const line of `${thrown.message}\n${thrown.stack ?? ''}`.split('\n')) {
    const [, file, number] = PLACE.exec(line) ?? [];
    if (file !== undefined && isAuthors(file)) return { file, line: Number(number) };
  }
  return undefined;
}

function isAuthors(path: string): boolean {
  const { href } = pathToFileURL(path);
  return !href.includes('/node_modules/') && !href.startsWith(OWN);
}

/** The first line of the cause, without the words that only say that it is one. */
function causeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `it threw ${String(thrown)}`;
  const [line = ''] = thrown.message.split('\n');
  const sentence = line.replace(/^ParseError:\s*/, 'syntax error: ').trim();
  return thrown.constructor === Error || thrown instanceof HutchError ? sentence : `${thrown.name}: ${sentence}`;
}
