import { PythonError } from './python-error.ts';

/** Parameters of the Python functions that recordings call. */
type ParameterName =
  | 'args'
  | 'auto_raise'
  | 'backstep'
  | 'command'
  | 'default_value'
  | 'detector'
  | 'detectors'
  | 'dets'
  | 'devices'
  | 'dr'
  | 'dr_y'
  | 'else_plan'
  | 'error_on_timeout'
  | 'except_plan'
  | 'exit_status'
  | 'factor'
  | 'final_plan'
  | 'flush_period'
  | 'flyers'
  | 'func'
  | 'futures'
  | 'gen_func'
  | 'go_plan'
  | 'group'
  | 'inner_plan_func'
  | 'kwargs'
  | 'max_step'
  | 'md'
  | 'min_step'
  | 'monitor_sig'
  | 'motor'
  | 'msg_proc'
  | 'n'
  | 'name'
  | 'nth'
  | 'num'
  | 'obj'
  | 'objs'
  | 'one'
  | 'other'
  | 'pause_for_debug'
  | 'per_shot'
  | 'per_step'
  | 'plan'
  | 'pos_cache'
  | 'prompt'
  | 'reason'
  | 'return_payload'
  | 'rewindable'
  | 'run'
  | 'signal'
  | 'signals'
  | 'snake_axes'
  | 'squeeze'
  | 'start'
  | 'step'
  | 'step_factor'
  | 'stop'
  | 'stream_name'
  | 'subs'
  | 'suspender'
  | 'suspenders'
  | 'take_pre_data'
  | 'take_reading'
  | 'target_delta'
  | 'target_field'
  | 'threshold'
  | 'tilt'
  | 'time'
  | 'token'
  | 'value'
  | 'watch'
  | 'x_center'
  | 'x_motor'
  | 'x_num'
  | 'x_range'
  | 'x_start'
  | 'y_center'
  | 'y_motor'
  | 'y_num'
  | 'y_range'
  | 'y_start';

/**
 * Arguments of a Python call by parameter name; absent where not given. Values are `never` because their types are the case's own affair:
 * they fit anywhere, and a wrong one fails the case.
 */
export type BoundArguments = { readonly [N in ParameterName]: never };

interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'rest' | 'keyword' | 'keywords';
}

/** Reads `detectors, *axes, num, **kwargs`; defaults are left to the function that is called. */
function parametersOf(signature: string): Parameter[] {
  const names = signature.split(/,\s*/).filter((name) => name !== '');
  const star = names.findIndex((name) => name.startsWith('*'));
  return names
    .map((name, index): Parameter => {
      if (name.startsWith('**')) return { name: name.slice(2), kind: 'keywords' };
      if (name.startsWith('*')) return { name: name.slice(1), kind: 'rest' };
      return { name, kind: star >= 0 && index > star ? 'keyword' : 'positional' };
    })
    .filter(({ name }) => name !== '');
}

/**
 * Binds a Python call to a signature such as `detectors, num, *, per_shot, md`, as Python does. What is not given is absent.
 * Throws a `TypeError` of Python for arguments that do not fit.
 */
export function bindArguments(
  signature: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): BoundArguments {
  const parameters = parametersOf(signature);
  const positional = parameters.filter(({ kind }) => kind === 'positional');
  const bound: Record<string, unknown> = {};
  for (const [index, { name }] of positional.entries()) if (index < args.length) bound[name] = args[index];
  const rest = parameters.find(({ kind }) => kind === 'rest');
  const extra = args.slice(positional.length);
  if (rest) bound[rest.name] = extra;
  else if (extra.length > 0) throw new PythonError('TypeError', `${args.length} positional arguments are too many`);
  const keywords = parameters.find(({ kind }) => kind === 'keywords');
  const others: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(kwargs)) {
    const known = parameters.some(({ name, kind }) => name === key && (kind === 'positional' || kind === 'keyword'));
    if (!known && !keywords) throw new PythonError('TypeError', `unexpected keyword argument '${key}'`);
    (known ? bound : others)[key] = value;
  }
  if (keywords) bound[keywords.name] = others;
  return bound as unknown as BoundArguments;
}
