/** A full-text index can look for parts of words of this many characters or more. */
const SHORTEST_INDEXED = 3;

/**
 * The condition that a row's text in the full-text table `table` (tokenizer `trigram`) has `word` in it, anywhere; with the value for its one place.
 * Shorter words are looked for in the text itself.
 */
export function searchCondition(
  id: string,
  table: 'run_text' | 'task_text',
  word: string,
): { sql: string; value: string } {
  if ([...word].length < SHORTEST_INDEXED) {
    return { sql: `${id} IN (SELECT rowid FROM ${table} WHERE instr(text, ?) > 0)`, value: word };
  }
  // In quotes a word is a phrase: nothing in it is an operator.
  return {
    sql: `${id} IN (SELECT rowid FROM ${table} WHERE ${table} MATCH ?)`,
    value: `"${word.replaceAll('"', '""')}"`,
  };
}
