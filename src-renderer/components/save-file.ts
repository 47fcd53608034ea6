/** A file as the host makes one. */
export interface FileText {
  file_name: string;
  media_type: string;
  text: string;
}

/** Hands a text to whoever sits here, as a file of this name. */
export function saveFile({ file_name, media_type, text }: FileText): void {
  saveBlob(new Blob([text], { type: media_type }), file_name);
}

/** Hands a file that was gathered from parts to whoever sits here. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(url));
}
