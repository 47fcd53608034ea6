import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Compiles `entry`, a path beside this file, to out/parity/, and returns what it exports. */
export async function bundle(entry) {
  const name = `${entry.split('/').at(-1).replace('.ts', '')}.mjs`;
  await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: `parity/${entry}`,
      outDir: 'out/parity',
      emptyOutDir: false,
      target: 'node20',
      // Metadata show the classes of devices: two that have the same name must keep it.
      rolldownOptions: { output: { entryFileNames: name, keepNames: true } },
    },
  });
  return import(new URL(`../out/parity/${name}`, import.meta.url).href);
}
