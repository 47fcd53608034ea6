// `node launch.mjs MAIN [switches]`: runs a main module as Electron does. `electron` is the stand-in, and the app becomes ready once the module
// has been evaluated, its top-level awaits included.
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

register('./resolve-hook.mjs', import.meta.url);
await import(pathToFileURL(resolve(process.argv[2])).href);
const { becomeReady } = await import('electron');
becomeReady();
