import { describe, expect, it } from 'vitest';
import type { LogEntry } from '#shared/contract/index.ts';
import { LogService } from './log-service.ts';

describe('LogService', () => {
  it('writes an entry with its time, level, source and number', () => {
    const log = new LogService({ now: () => 1234.5 });
    log.logger('worker').info('count starts.', { task_id: 't' });
    log.logger('worker').child('stage.x').error('stage.x did not arrive.');
    expect(log.recent()).toEqual([
      { seq: 1, time: 1234.5, level: 'info', source: 'worker', message: 'count starts.', details: { task_id: 't' } },
      { seq: 2, time: 1234.5, level: 'error', source: 'stage.x', message: 'stage.x did not arrive.' },
    ]);
  });

  it('publishes every entry under the number that it bears', () => {
    const log = new LogService({ now: () => 0 });
    const heard: [number, string][] = [];
    log.entries.listen((entry, seq) => heard.push([seq, entry.message]));
    log.logger('a').debug('one');
    log.logger('a').warning('two');
    expect(heard).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('remembers only the newest entries', () => {
    const log = new LogService({ now: () => 0, capacity: 3 });
    for (let i = 1; i <= 20; i += 1) log.logger('a').info(String(i));
    expect(log.recent().map(({ message }) => message)).toEqual(['18', '19', '20']);
  });

  it('goes on when a sink throws', () => {
    const written: LogEntry[] = [];
    const broken = () => {
      throw new Error('disk full');
    };
    const log = new LogService({ now: () => 0, sinks: [broken, (entry) => written.push(entry)] });
    log.logger('a').info('one');
    expect(written).toHaveLength(1);
  });
});
