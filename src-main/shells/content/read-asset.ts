import { readFile } from 'node:fs/promises';
import { mediaType } from './media-type.ts';
import { resolveAsset } from './resolve-asset.ts';
import { securityHeaders } from './security-headers.ts';

/** An answer to a request for a file, in a form that both HTTP and Electron's protocol handler can send. */
export interface AssetAnswer {
  status: 200 | 400 | 404;
  headers: Record<string, string>;
  body: Buffer<ArrayBuffer>;
}

/** Files that the build names after their content may be kept for ever; the page that names them may not. */
function cacheControl(pathname: string): string {
  return pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function textAnswer(status: 400 | 404, sentence: string, headers: Record<string, string>): AssetAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: Buffer.from(`${sentence}\n`),
  };
}

/** `true` for the errors that mean "there is no such file". */
function meansAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}

/**
 * Reads a file of the built console: 200 with its media type, 400 for a path that {@link resolveAsset} refuses, 404 where nothing is.
 * Every answer carries the security headers. Rejects only when the disk fails.
 *
 * @param root absolute folder of the built console
 * @param pathname path of the URL, still encoded
 * @param connect see `contentSecurityPolicy`
 */
export async function readAsset(root: string, pathname: string, connect: readonly string[] = []): Promise<AssetAnswer> {
  const headers = securityHeaders(connect);
  const found = resolveAsset(root, pathname);
  if (found.kind === 'refused') return textAnswer(400, `This path is refused: ${found.reason}.`, headers);
  try {
    const body = await readFile(found.path);
    return {
      status: 200,
      headers: { ...headers, 'content-type': mediaType(found.path), 'cache-control': cacheControl(pathname) },
      body,
    };
  } catch (error) {
    if (meansAbsent(error)) return textAnswer(404, 'There is no such file.', headers);
    throw error;
  }
}
