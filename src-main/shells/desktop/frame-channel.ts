/** The one IPC channel: `invoke` carries a client's frame and its answer, a push carries batches. */
export const FRAME_CHANNEL = 'hutch:frame';
