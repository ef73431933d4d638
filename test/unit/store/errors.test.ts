import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import { isUnavailable, translateError } from '../../../src/store/errors.js';
import { hostAndPort } from '../../../src/store/postgres.js';

const coded = (code: string, message = 'why') => Object.assign(new Error(message), { code });

describe('database errors', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', '57P01', '57P03', '08006', '53300', '28P01', '3D000'])(
    '%s means that it does not answer',
    (code) => {
      expect(translateError(coded(code), 'db:5432')).toMatchObject({
        code: 'DATABASE_UNAVAILABLE',
        message: 'The database at db:5432 does not answer: why.',
      });
    },
  );

  it('knows a lost connection, which has no code, by its message', () => {
    expect(isUnavailable(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isUnavailable(new Error('Connection terminated due to connection timeout'))).toBe(true);
    expect(isUnavailable(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]))).toBe(true);
    expect(isUnavailable(new Error('something else'))).toBe(false);
  });

  it('keeps the parameters of a refused statement out of the error', () => {
    const error = new DrizzleQueryError('insert into x values ($1)', ['secret text'], coded('23505', 'duplicate key'));
    const translated = translateError(error, 'db:5432') as ThetaError;
    expect(translated).toMatchObject({
      code: 'INTERNAL',
      message: 'The database refused a statement: duplicate key (23505).',
    });
    expect(JSON.stringify(translated) + String((translated.cause as Error).stack)).not.toContain('secret');
  });

  it('leaves errors alone that are not the database’s', () => {
    const own = new ThetaError('IMPORT_BAD_ROW', 'x');
    const foreign = new Error('the file ends here');
    expect(translateError(own, 'db')).toBe(own);
    expect(translateError(foreign, 'db')).toBe(foreign);
  });
});

describe('address in messages', () => {
  it.each([
    ['postgres://user:p%40ss@db.example:6543/theta', 'db.example:6543'],
    ['postgresql://db.example/theta', 'db.example:5432'],
    ['postgres://user:secret@[::1]:5433/theta', '[::1]:5433'],
    ['postgres:///theta?host=/var/run/postgresql', '/var/run/postgresql:5432'],
  ])('%s is shown as %s', (url, shown) => {
    expect(hostAndPort(url)).toBe(shown);
  });

  it('refuses an address that is none, without repeating it', () => {
    expect(() => hostAndPort('postgres://user:pa ss@:x/')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    try {
      hostAndPort('postgres://user:secret@host:port/');
      expect.unreachable();
    } catch (error) {
      expect(`${(error as ThetaError).message} ${(error as ThetaError).hint}`).not.toContain('secret');
    }
  });
});
