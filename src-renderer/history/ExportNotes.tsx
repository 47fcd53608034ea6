import { Button } from '../components/Button.tsx';
import { formatBytes } from '../components/format-bytes.ts';
import { useExportStore } from './export-run.ts';

/** Files that are being fetched, how much of each is here, and the way to give it up. */
export function ExportNotes() {
  const exports = useExportStore((state) => state.exports);
  return Object.entries(exports).map(([id, { fileName, size, cancel }]) => (
    <span key={id} className="export-note" role="status">
      saving {fileName}, {formatBytes(size)}
      <Button look="quiet" size="small" aria-label={`Give up saving ${fileName}`} onClick={cancel}>
        Give up
      </Button>
    </span>
  ));
}
