/** Where in `params` the device called `device` is named first, as errors write it: `params.axes[0].motor`; `undefined` where it is not. */
export function parameterPath(params: unknown, device: string, path = 'params'): string | undefined {
  if (params === device) return path;
  if (typeof params !== 'object' || params === null) return undefined;
  const isList = Array.isArray(params);
  for (const [key, value] of Object.entries(params)) {
    const found = parameterPath(value, device, isList ? `${path}[${key}]` : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
