/** After Python's `string.Template`: `$$`, `$NAME`, `${NAME}`. */
const VARIABLE = /\$(?:(\$)|([a-z_][a-z0-9_]*)|\{([a-z_][a-z0-9_]*)\})/gi;

/**
 * `text` with variables of the environment in place of `$NAME` and `${NAME}`, and `$` in place of `$$`. One that is not set stays as it stands,
 * as with `Template.safe_substitute` of Python, which blueapi uses.
 */
export function expandVariables(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replace(VARIABLE, (whole, escaped?: string, named?: string, braced?: string) => {
    if (escaped !== undefined) return '$';
    const name = named ?? braced ?? '';
    return (Object.hasOwn(env, name) ? env[name] : undefined) ?? whole;
  });
}
