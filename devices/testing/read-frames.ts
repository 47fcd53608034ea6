import { fileURLToPath } from 'node:url';

/** What a file of frames holds, as anybody's reader sees it. */
export interface StoredFrames {
  /** Frames, rows, columns. */
  readonly shape: number[];
  /** The sum of each frame. */
  readonly sums: number[];
  /** Attributes of NeXus, by path. */
  readonly classes: Record<string, unknown>;
}

/** Reads a file of frames back with HDF5's own library. `place` is a path or a URI. */
export async function readFrames(place: string, dataset = '/entry/data/data'): Promise<StoredFrames> {
  const h5 = await import('h5wasm/node');
  await h5.ready;
  const file = new h5.File(place.startsWith('file:') ? fileURLToPath(place) : place, 'r');
  try {
    const data = file.get(dataset) as InstanceType<typeof h5.Dataset>;
    const [frames = 0, rows = 0, columns = 0] = data.shape ?? [];
    const sums = Array.from({ length: frames }, (_, frame) => {
      const counts = data.slice([[frame, frame + 1], [], []]) as Uint16Array;
      return counts.reduce((total, count) => total + count, 0);
    });
    const classOf = (path: string) => (file.get(path) as InstanceType<typeof h5.Group>).attrs.NX_class?.value;
    return {
      shape: [frames, rows, columns],
      sums,
      classes: { '/entry': classOf('/entry'), '/entry/data': classOf('/entry/data') },
    };
  } finally {
    file.close();
  }
}
