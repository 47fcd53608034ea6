import { describe, expect, it } from 'vitest';
import { engineLog } from './engine-log.ts';
import { LogService } from './log-service.ts';

describe('engineLog', () => {
  it('writes what the engine says, with details that JSON carries', () => {
    const log = new LogService({ now: () => 0 });
    const engine = engineLog(log.logger('engine'));
    engine.info('started');
    engine.warn('slow', { seconds: 3, device: Symbol('det') });
    engine.error('failed', { limit: Number.NaN });
    expect(log.recent().map(({ level, source, message, details }) => ({ level, source, message, details }))).toEqual([
      { level: 'info', source: 'engine', message: 'started', details: undefined },
      { level: 'warning', source: 'engine', message: 'slow', details: { seconds: 3, device: 'Symbol(det)' } },
      { level: 'error', source: 'engine', message: 'failed', details: { limit: 'NaN' } },
    ]);
  });
});
