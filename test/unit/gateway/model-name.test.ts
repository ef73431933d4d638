import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/gateway/gateway-error.js';
import { readModelName } from '../../../src/gateway/model-name.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';

const POOLS = ['default', 'eu/cheap', 'a/0.5', 'twice'];
const ROUTERS = ['mirt', 'route-llm-mf', 'twice'];
const names = {
  routers: new Set(ROUTERS),
  catalogue: catalogue(
    [llm('gpt-4o', { aliases: ['OpenAI/GPT-4o'] }), llm('meta/llama-3'), llm('thetas')],
    Object.fromEntries(POOLS.map((pool) => [pool, ['gpt-4o']])),
  ),
};
const read = (model: unknown) => readModelName(model, names);
const errorOf = (model: unknown): GatewayError => {
  try {
    read(model);
  } catch (thrown) {
    if (thrown instanceof GatewayError) return thrown;
    throw thrown;
  }
  return expect.unreachable(`${String(model)} was read`);
};

describe('a model name', () => {
  it('that is written by the grammar is read as what was meant', () => {
    const router = fc.option(fc.constantFrom(...ROUTERS), { nil: undefined });
    const pool = fc.option(fc.constantFrom(...POOLS), { nil: undefined });
    const alpha = fc.option(
      fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
      { nil: undefined },
    );
    fc.assert(
      fc.property(router, pool, alpha, fc.boolean(), fc.boolean(), (r, p, a, prefixed, turned) => {
        const named = (kind: string, name: string) => (prefixed || name === 'twice' ? `${kind}=${name}` : name);
        const parts = [...(r ? [named('router', r)] : []), ...(p ? [named('pool', p)] : [])];
        if (turned) parts.reverse();
        // A pool whose name ends like an alpha needs one behind it.
        fc.pre(a !== undefined || parts.at(-1)?.endsWith('a/0.5') !== true);
        const model = `theta${parts.length > 0 ? `:${parts.join(',')}` : ''}${a === undefined ? '' : `/${a}`}`;
        expect(read(model)).toEqual({ kind: 'routed', router: r, pool: p, alpha: a });
      }),
    );
  });

  it('is an LLM by its id or alias, whatever else it looks like', () => {
    expect(read('gpt-4o')).toEqual({ kind: 'llm', llm: 'gpt-4o' });
    expect(read('openai/gpt-4O')).toEqual({ kind: 'llm', llm: 'gpt-4o' });
    expect(read('meta/llama-3')).toEqual({ kind: 'llm', llm: 'meta/llama-3' });
    expect(read('thetas')).toEqual({ kind: 'llm', llm: 'thetas' });
  });

  it.each([
    [undefined, 400],
    ['', 400],
    [7, 400],
    ['theta:', 400],
    ['theta:,', 400],
    ['theta:mirt,', 400],
    ['theta:router=', 400],
    ['theta/', 400],
    ['theta/2', 400],
    ['theta/-1', 400],
    ['theta/NaN', 400],
    ['theta/1e-1', 400],
    ['theta:mirt/1.01', 400],
    ['theta:mirt,route-llm-mf', 400],
    ['theta:default,pool=eu/cheap', 400],
    ['theta:twice', 400],
    ['theta/mirt', 400],
    ['theta:nobody', 404],
    ['theta:router=default', 404],
    ['theta:pool=mirt', 404],
    ['gpt-5', 404],
    ['Theta', 404],
  ])('%j is refused with %d', (model, status) => {
    const error = errorOf(model);
    expect(error.status).toBe(status);
    expect(error.details.param).toBe('model');
  });

  it('never fails in another way', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `theta${s}`),
          fc.string().map((s) => `theta:${s}`),
        ),
        (text) => {
          try {
            read(text);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(GatewayError);
          }
        },
      ),
    );
  });
});
