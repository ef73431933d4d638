import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../src/domain/errors.js';
import { llmId } from '../../../src/domain/ids.js';
import { DEFAULT_TIMEOUTS, readProviderFile } from '../../../src/gateway/providers/provider-file.js';
import { providerTable } from '../../../src/gateway/providers/provider-table.js';

const one = { name: 'a', baseUrl: 'https://a.example/v1', llms: { x: 'x-1' } };
const read = (providers: unknown) => readProviderFile(JSON.stringify({ providers }), 'p.json');
const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(ThetaError);
    expect((thrown as ThetaError).code).toBe('CONFIG_INVALID');
    return (thrown as ThetaError).message;
  }
  return expect.unreachable('it was read');
};

describe('a providers file', () => {
  it('has defaults for what it leaves out', () => {
    expect(read([{ ...one, baseUrl: 'http://localhost:8000/v1/' }]).providers).toEqual([
      { ...one, baseUrl: 'http://localhost:8000/v1', headers: {}, timeouts: DEFAULT_TIMEOUTS, streamUsage: true },
    ]);
    expect(read([{ ...one, timeouts: { idleMs: 5 } }]).providers[0]?.timeouts).toEqual({
      ...DEFAULT_TIMEOUTS,
      idleMs: 5,
    });
  });

  it.each([
    ['no providers', [], 'at least one provider'],
    ['a name twice', [one, one], 'each name once'],
    ['an unknown field', [{ ...one, apiKey: 'sk-1' }], 'providers[0]: Unrecognized key'],
    ['a key in place of its variable', [{ ...one, keyEnv: 'sk-abc-123' }], 'never the key itself'],
    [
      'a key in the headers',
      [{ ...one, headers: { Authorization: 'Bearer sk' } }],
      'providers[0].headers.Authorization',
    ],
    ['a header of two lines', [{ ...one, headers: { x: 'a\r\nb: c' } }], 'one line of text'],
    ['a file as address', [{ ...one, baseUrl: 'file:///etc/passwd' }], 'http://'],
    ['an address with a password', [{ ...one, baseUrl: 'https://u:p@a.example/v1' }], 'http://'],
    ['an address with a query', [{ ...one, baseUrl: 'https://a.example/v1?key=1' }], 'http://'],
    ['no LLM', [{ ...one, llms: {} }], 'at least one LLM'],
    ['a time of 0', [{ ...one, timeouts: { totalMs: 0 } }], 'providers[0].timeouts.totalMs'],
  ])('with %s is refused, and says where', (_what, providers, words) => {
    expect(messageOf(() => read(providers))).toContain(words);
  });

  it('that is no JSON is refused by name', () => {
    expect(messageOf(() => readProviderFile('{', 'p.json'))).toContain('THETA_PROVIDERS=p.json: expected JSON');
  });
});

describe('a table of providers', () => {
  const file = read([
    { ...one, keyEnv: 'KEY_A', llms: { x: 'x-1', y: 'y-1' } },
    { ...one, name: 'b', keyEnv: 'KEY_B', keyHeader: 'api-key', headers: { org: 'o' }, llms: { x: 'X' } },
    { ...one, name: 'c', llms: { x: 'x:local' } },
  ]);
  const table = providerTable(file, (variable) => `secret of ${variable}`);

  it('gives the providers of an LLM in the order of the file', () => {
    expect([...table.llms]).toEqual(['x', 'y']);
    expect(table.offers(llmId('x')).map(({ provider, model }) => [provider.name, model])).toEqual([
      ['a', 'x-1'],
      ['b', 'X'],
      ['c', 'x:local'],
    ]);
    expect(table.offers(llmId('z'))).toEqual([]);
  });

  it('sends each key to its own provider only', () => {
    expect(table.offers(llmId('x')).map(({ provider }) => provider.headers)).toEqual([
      { authorization: 'Bearer secret of KEY_A' },
      { org: 'o', 'api-key': 'secret of KEY_B' },
      {},
    ]);
  });
});
