import { useState } from 'react';

/**
 * The text of a field whose value is parsed from it: what was typed stays as it was typed as long as it means `value`,
 * and follows when the value is changed from elsewhere.
 */
export function useTypedText<Value>(
  value: Value,
  parse: (text: string) => Value,
  write: (value: Value) => string,
): [text: string, setText: (text: string) => void] {
  const [typed, setTyped] = useState(() => write(value));
  const isCurrent = JSON.stringify(parse(typed)) === JSON.stringify(value);
  return [isCurrent ? typed : write(value), setTyped];
}
