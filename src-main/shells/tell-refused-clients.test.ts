import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { tellRefusedClients } from './tell-refused-clients.ts';

describe('a client that cannot be let in', () => {
  it('ends nothing, and is told once until a client is let in again', () => {
    const server = createServer();
    const told: string[] = [];
    tellRefusedClients(server, 'the socket', (sentence) => told.push(sentence));
    const refuse = () => server.emit('error', new Error('accept EMFILE'));
    refuse();
    refuse();
    expect(told).toEqual([
      'A client of the socket cannot be let in: accept EMFILE. Close other programs, or allow more open files.',
    ]);
    server.emit('connection');
    refuse();
    expect(told).toHaveLength(2);
  });
});
