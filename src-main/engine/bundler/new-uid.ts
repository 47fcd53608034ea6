import { randomFillSync } from 'node:crypto';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const POOL_UIDS = 512;
const pool = new Uint8Array(16 * POOL_UIDS);
let position = pool.length;

/**
 * A random UUID (version 4, RFC 9562). Random bytes are drawn for many at once and turned to text by table: an event costs one of these,
 * and `crypto.randomUUID` takes several times as long.
 */
export function newUid(): string {
  if (position === pool.length) {
    randomFillSync(pool);
    position = 0;
  }
  const at = position;
  position += 16;
  const versioned = (byteAt(at + 6) & 0x0f) | 0x40;
  const variant = (byteAt(at + 8) & 0x3f) | 0x80;
  return (
    hex(at) +
    hex(at + 1) +
    hex(at + 2) +
    hex(at + 3) +
    '-' +
    hex(at + 4) +
    hex(at + 5) +
    '-' +
    HEX[versioned] +
    hex(at + 7) +
    '-' +
    HEX[variant] +
    hex(at + 9) +
    '-' +
    hex(at + 10) +
    hex(at + 11) +
    hex(at + 12) +
    hex(at + 13) +
    hex(at + 14) +
    hex(at + 15)
  );
}

function byteAt(index: number): number {
  return pool[index] as number;
}

function hex(index: number): string {
  return HEX[pool[index] as number] as string;
}
