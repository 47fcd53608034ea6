import { cleanup, configure } from '@testing-library/react';
import { afterAll } from 'vitest';

/**
 * Runs before each test file that draws. `findBy…` and `waitFor` of the testing library give up after a second unless they are told
 * otherwise, which a busy build machine takes for a single frame: as everywhere in the tests, only what never comes is a failure.
 */
configure({ asyncUtilTimeout: 10_000 });

// The files of a worker share one document: each leaves it as it was.
afterAll(() => {
  cleanup();
  document.body.replaceChildren();
  localStorage.clear();
});
