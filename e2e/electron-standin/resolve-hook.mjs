/** Resolves `electron` to the built stand-in, whose address the test gives in the environment, and everything else as ever. */
export async function resolve(specifier, context, next) {
  if (specifier !== 'electron') return next(specifier, context);
  return { url: process.env.HUTCH_STANDIN_URL, shortCircuit: true };
}
