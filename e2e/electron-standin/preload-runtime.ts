/** What the preload finds in the page; the driver hands it over and takes it out of the page's sight again. */
interface Wires {
  invoke(message: {
    isMainFrame: boolean;
    channel: string;
    args: unknown[];
  }): Promise<{ value?: unknown; error?: string }>;
}

/** Name of the driver's binding in the page, until the preload has run. */
export const INVOKE_BINDING = '__hutchStandinInvoke';
/** Key under which the driver finds the way into the page. */
export const DELIVER_KEY = 'hutch.standin.deliver';

/** What a preload is written against: CommonJS, with one module to require. */
interface PreloadScope {
  require(name: string): unknown;
  exports: object;
  module: { exports: object };
}

/**
 * The script that runs in the page before its own: it opens the preload's scope and runs the preload in it. As text, and without `new Function`,
 * which the page's policy forbids.
 *
 * @param source the built preload
 */
export function preloadScript(source: string): string {
  const args = [INVOKE_BINDING, DELIVER_KEY].map((arg) => JSON.stringify(arg)).join(', ');
  return `(() => {
  const scope = (${openPreloadScope.toString()})(${args});
  if (scope) ((require, exports, module) => {\n${source}\n})(scope.require, scope.exports, scope.module);
})();`;
}

/**
 * Takes the driver's binding out of the page's sight, and gives the preload its `require('electron')`, with a context bridge that copies as
 * Electron's does; `undefined` in a frame inside the page, which gets no preload. Self-contained, because it crosses into the page as text.
 */
function openPreloadScope(binding: string, deliverKey: string): PreloadScope | undefined {
  const page = globalThis as unknown as Record<string | symbol, unknown>;
  const wires: Wires = { invoke: page[binding] as Wires['invoke'] };
  delete page[binding];
  if (page.window !== page.top) return undefined;

  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>();
  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const { value, error } = await wires.invoke({ isMainFrame: true, channel, args: structuredClone(args) });
      if (error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${error}`);
      return value;
    },
    on(channel: string, listener: (event: object, ...args: unknown[]) => void): void {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
    },
    removeListener(channel: string, listener: (event: object, ...args: unknown[]) => void): void {
      listeners.get(channel)?.delete(listener);
    },
  };
  Object.defineProperty(page, Symbol.for(deliverKey), {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer }, ...args);
    },
  });

  // Functions are wrapped, plain objects copied, everything else cloned: no prototype and no identity crosses.
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') return (...args: unknown[]) => crossResult(value(...args.map(cross)));
    if (Array.isArray(value)) return value.map(cross);
    if (typeof value !== 'object' || value === null) return value;
    const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
    if (!isPlain) return structuredClone(value);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cross(inner)]));
  };
  const crossResult = (result: unknown): unknown =>
    result instanceof Promise
      ? result.then(cross, (error: Error) => Promise.reject(new Error(error.message)))
      : cross(result);
  // What is exposed is frozen to its depth; what passes through its functions later is only copied.
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) freeze(inner);
    return Object.freeze(value);
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      if (key in page) throw new Error('Cannot bind an API on top of an existing property on the window object');
      Object.defineProperty(page, key, { value: freeze(cross(api)), enumerable: true });
    },
  };

  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  const exports = {};
  return { require, exports, module: { exports } };
}
