import type { HostApi } from '../../host/api/host-api.ts';
import { answerWithin } from './answer-within.ts';

/** Whether something has happened that the store has not taken yet: it is lost when Hutch ends now. `undefined` where the host does not say. */
export async function isUnstored(api: HostApi): Promise<boolean | undefined> {
  const list = await answerWithin(api.request('tasks.list', {}));
  return list && list.unstored === true;
}
