import { HutchError } from '#shared/errors.ts';
import type { DiskSpace, SpaceReading } from '../../store/disk-space.ts';
import type { NoticeBoard } from './notice-board.ts';

const DISK_NOTICE = 'disk';
const EVERY_MS = 10_000;

/** Puts a notice up while the disk of the store is nearly full, and takes it down when there is room again. Returns the function that ends it. */
export function watchDisk(space: Pick<DiskSpace, 'watch'>, notices: NoticeBoard, everyMs = EVERY_MS): () => void {
  return space.watch(everyMs, (reading) => {
    if (reading.space === 'ok') {
      notices.remove(DISK_NOTICE);
      return;
    }
    const level = reading.space === 'full' ? 'error' : 'warning';
    notices.put({ id: DISK_NOTICE, level, message: sentence(reading), dismissible: false });
  });
}

/** Why no run may start: the disk is full. What runs finishes its documents. */
export function noRoom(space: Pick<DiskSpace, 'read'> | undefined): HutchError | undefined {
  const reading = space?.read();
  return reading?.space === 'full' ? new HutchError('disk_full', sentence(reading)) : undefined;
}

function sentence({ free_fraction, free_bytes, space }: SpaceReading): string {
  const percent = free_fraction === null ? 'little' : `${(free_fraction * 100).toFixed(1)} %`;
  const bytes = free_bytes === null ? '' : ` (${(free_bytes / 1e9).toFixed(1)} GB)`;
  const found = `Of the disk that runs are kept on, ${percent}${bytes} is free`;
  if (space === 'full') return `${found}: no run starts until there is room. One that runs finishes its documents.`;
  return `${found}: make room before it is full, for then no run starts.`;
}
