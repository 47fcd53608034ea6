/** How long a host in the same process may take to answer what it knows at once. */
const ANSWER_LIMIT_MS = 1000;

/** The answer to a request; `undefined` where it is refused, or does not come in time. Never rejects. */
export async function answerWithin<T>(request: Promise<T>, limitMs = ANSWER_LIMIT_MS): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limitMs, undefined);
  });
  try {
    return await Promise.race([request.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
