import { join } from 'node:path';

/** A file under the root, or why there can be none. */
export type AssetResolution = { kind: 'file'; path: string } | { kind: 'refused'; reason: string };

/**
 * Which file of the built console a URL's path means. Pure: it looks at no disk, so every trick with paths is a row of a table in its test.
 * It decodes once, and refuses rather than repairs: a path that needs repair was written by somebody who wants out of the folder.
 *
 * @param root absolute folder of the built console
 * @param pathname the path as it stands in the URL, still percent-encoded, beginning with `/`, without query; `/` is `index.html`
 */
export function resolveAsset(root: string, pathname: string): AssetResolution {
  if (!pathname.startsWith('/')) return { kind: 'refused', reason: 'the path does not begin with a slash' };
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return { kind: 'refused', reason: 'the path is not percent-encoded UTF-8' };
  }
  if (/%2f/i.test(pathname)) return { kind: 'refused', reason: 'an encoded slash' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\\:\u0000-\u001f]/.test(decoded))
    return { kind: 'refused', reason: 'a character that no asset has in its name' };
  const segments = decoded.slice(1).split('/');
  if (decoded === '/') return { kind: 'file', path: join(root, 'index.html') };
  // A leading dot covers `.`, `..` and hidden files.
  if (segments.some((segment) => segment === '' || segment.startsWith('.'))) {
    return { kind: 'refused', reason: 'an empty or hidden segment' };
  }
  return { kind: 'file', path: join(root, ...segments) };
}
