import { canonicalMessages } from '../../kit/canonical-order.ts';
import { type Difference, firstDifference } from '../../kit/first-difference.ts';

type Encoded = readonly unknown[];

/** Where the messages of an inspection differ first from those that Bluesky's RunEngine executed; `null` if they do not. */
export function inspectionDifference(recorded: readonly Encoded[], inspected: readonly Encoded[]): Difference | null {
  return firstDifference(comparable(recorded), comparable(inspected), 'messages');
}

/**
 * Devices by name, as `hutch inspect` prints them, and uids numbered by their first appearance in messages: recordings count those in
 * documents, too, and an inspection has none.
 */
function comparable(messages: readonly Encoded[]): Encoded[] {
  const numbers = new Map<string, string>();
  const text = JSON.stringify(messages)
    .replaceAll(/\{"\$dev":("\w+")\}/g, '$1')
    .replaceAll(/uid-\d+/g, (uid) => {
      const number = numbers.get(uid) ?? `uid-${numbers.size + 1}`;
      numbers.set(uid, number);
      return number;
    });
  return canonicalMessages(JSON.parse(text) as Encoded[]);
}
