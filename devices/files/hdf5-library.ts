/** The part of h5wasm that writers use. */
export type Hdf5 = typeof import('h5wasm/node');

/**
 * The HDF5 library, set up so that what fails in it throws. It is large (4 MB of WebAssembly): to be asked for when a detector is
 * connected, so that nobody pays for it at start, nor in a plan.
 */
export async function hdf5Library(): Promise<Hdf5> {
  const library = await import('h5wasm/node');
  const { activate_throwing_error_handler: throwErrors } = await library.ready;
  throwErrors();
  return library;
}

/** The sentence in what HDF5 throws, which is a page: the reason of the operating system, or else the innermost one. */
export function hdf5Reason(thrown: unknown): string {
  const page = thrown instanceof Error ? thrown.message : String(thrown);
  const [, system] = page.match(/error message = '([^']+)'/) ?? [];
  const innermost = [...page.matchAll(/#\d+: .*?: (.+)/g)].at(-1)?.[1];
  return system ?? innermost ?? page;
}
