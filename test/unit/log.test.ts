import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../src/domain/errors.js';
import { createLogger } from '../../src/log.js';

function lines() {
  const written: Record<string, unknown>[] = [];
  return { written, to: { write: (line: string) => void written.push(JSON.parse(line) as Record<string, unknown>) } };
}

describe('the log', () => {
  it('keeps code, hint and causes of an error, and nothing that a driver hung on it', () => {
    const { written, to } = lines();
    const driver = Object.assign(new Error('invalid input'), {
      ...{ code: '22P02', detail: 'Failing row contains (a secret text).', where: 'JSON data: a secret text' },
    });
    const err = new ThetaError('INTERNAL', 'refused', { hint: 'look', cause: driver });
    createLogger({ logLevel: 'info' }, { to }).error({ err }, 'fault');
    expect(written[0]).toMatchObject({
      err: { type: 'ThetaError', code: 'INTERNAL', hint: 'look', cause: { code: '22P02', message: 'invalid input' } },
    });
    expect(JSON.stringify(written)).not.toContain('secret');
  });

  it('has the ids of the trace where one is current', () => {
    const { written, to } = lines();
    let ids: { traceId: string; spanId: string } | null = null;
    const logger = createLogger({ logLevel: 'info' }, { to, tracer: { ids: () => ids } as never });
    logger.info('outside');
    ids = { traceId: 'abc', spanId: 'def' };
    logger.info('inside');
    expect(written[0]).not.toHaveProperty('traceId');
    expect(written[1]).toMatchObject({ traceId: 'abc', spanId: 'def' });
  });
});
