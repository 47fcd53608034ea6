import { HutchError } from '#shared/errors.ts';

/** As `work`, which waits for the disk, but no longer than `limitMs`. @throws HutchError `store_failed` after that; else as `work` */
export async function diskAnswer(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const sentence = `The disk does not answer: nothing has been confirmed for ${limitMs / 1000} s.`;
    timer = setTimeout(() => reject(new HutchError('store_failed', sentence)), limitMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
