/** A text with the full stop that it may lack: messages of other programs often end without one, and something follows. */
export function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
