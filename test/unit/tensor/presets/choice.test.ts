import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/config.js';
import { embedderSpec } from '../../../../src/tensor/embedders/choice.js';
import { PRESETS } from '../../../../src/tensor/embedders/presets.js';

const URL_SET = { THETA_EMBEDDER_URL: 'https://host.example/v1', THETA_EMBEDDER_MODEL: 'some-model' };
const HTTP = { THETA_EMBEDDER: 'http', ...URL_SET };
const spec = (env: Record<string, string>, name: string | null = null) => embedderSpec(readConfig(env), name);
const failureOf = (env: Record<string, string>, name: string | null = null) => {
  try {
    return spec(env, name);
  } catch (error) {
    return error as Error & { code: string; hint: string };
  }
};

describe('the choice of an embedder', () => {
  it('is lexical where nothing is said', () => {
    expect(spec({})).toEqual({ kind: 'lexical' });
  });

  it('takes a preset as it is', () => {
    for (const name of ['bert-base-uncased', 'bge-m3', 'text-embedding-3-small', 'zhipu-embedding-3'] as const) {
      expect(spec({ THETA_EMBEDDER: name })).toEqual(PRESETS[name].spec);
    }
    expect(spec({ THETA_EMBEDDER: 'Xenova/bge-m3' })).toMatchObject({ pooling: 'cls' });
  });

  it('changes a preset by the settings', () => {
    const env = { THETA_EMBEDDER: 'text-embedding-3-small', THETA_EMBEDDER_URL: 'http://proxy.example/v1' };
    expect(
      spec({ ...env, THETA_EMBEDDER_DIMS: '256', THETA_EMBEDDER_COST: '0.03', THETA_EMBEDDER_MAX_TOKENS: '100' }),
    ).toEqual({
      ...PRESETS['text-embedding-3-small'].spec,
      url: 'http://proxy.example/v1',
      dims: 256,
      costPerMillionTokens: 0.03,
      maxTokens: 100,
    });
    expect(
      spec({
        THETA_EMBEDDER: 'multilingual-e5-small',
        THETA_EMBEDDER_DTYPE: 'q8',
        THETA_EMBEDDER_POOLING: 'cls',
        THETA_EMBEDDER_PREFIX: 'passage: ',
      }),
    ).toEqual({ ...PRESETS['multilingual-e5-small'].spec, dtype: 'q8', pooling: 'cls', prefix: 'passage: ' });
  });

  it('knows a model of the hub, with a revision, and a folder', () => {
    const plain = {
      kind: 'transformers',
      revision: 'main',
      dtype: 'fp32',
      pooling: 'auto',
      maxTokens: null,
      prefix: '',
    };
    expect(spec({ THETA_EMBEDDER: 'BAAI/bge-small-en-v1.5' })).toEqual({ ...plain, model: 'BAAI/bge-small-en-v1.5' });
    expect(spec({ THETA_EMBEDDER: 'owner/name@refs/pr/3' })).toEqual({
      ...plain,
      model: 'owner/name',
      revision: 'refs/pr/3',
    });
    expect(spec({ THETA_EMBEDDER: './models/mine' })).toEqual({ ...plain, model: './models/mine' });
    expect(spec({ THETA_EMBEDDER: '/srv/models/mine' })).toEqual({ ...plain, model: '/srv/models/mine' });
  });

  it('makes an embedder of an address and a model, with limits that any service takes', () => {
    expect(spec(HTTP)).toEqual({
      kind: 'http',
      url: 'https://host.example/v1',
      model: 'some-model',
      dims: null,
      maxTokens: 512,
      costPerMillionTokens: 0,
      batchTexts: 32,
      batchTokens: 16_384,
    });
    expect(spec({ ...HTTP, THETA_EMBEDDER_DIMS: '64', THETA_EMBEDDER_COST: '1' })).toMatchObject({
      dims: 64,
      costPerMillionTokens: 1,
    });
  });

  it('leaves the settings of the configured embedder out of another that is named', () => {
    const env = { THETA_EMBEDDER: 'text-embedding-3-small', THETA_EMBEDDER_DIMS: '256', THETA_EMBEDDER_COST: '7' };
    expect(spec(env, 'zhipu-embedding-3')).toEqual(PRESETS['zhipu-embedding-3'].spec);
    expect(spec(env, 'bge-m3')).toEqual(PRESETS['bge-m3'].spec);
    expect(spec(env, 'lexical')).toEqual({ kind: 'lexical' });
    expect(spec(env, 'text-embedding-3-small')).toMatchObject({ dims: 256, costPerMillionTokens: 7 });
    expect(spec(URL_SET, 'http')).toMatchObject({ kind: 'http', model: 'some-model' });
  });

  it.each<[Record<string, string>, RegExp, RegExp]>([
    [{ THETA_EMBEDDER: 'http' }, /^THETA_EMBEDDER_URL: expected the address/, /http needs it/],
    [
      { THETA_EMBEDDER: 'http', THETA_EMBEDDER_URL: 'http://host/v1' },
      /^THETA_EMBEDDER_MODEL: expected the name/,
      /http needs it/,
    ],
    [{ ...HTTP, THETA_EMBEDDER_URL: 'https://host/v1/embeddings/' }, /up to and with its version/, /Leave/],
    [{ ...HTTP, THETA_EMBEDDER_URL: 'https://' }, /^THETA_EMBEDDER_URL: expected an address such as/, /_KEY/],
    [{ ...HTTP, THETA_EMBEDDER_PREFIX: 'query: ' }, /^THETA_EMBEDDER_PREFIX=query: : only local embedders/, /Leave/],
    [{ ...HTTP, THETA_EMBEDDER_DTYPE: 'q8' }, /^THETA_EMBEDDER_DTYPE=q8: only local embedders/, /Leave/],
    [{ THETA_EMBEDDER: 'bge-m3', THETA_EMBEDDER_DIMS: '512' }, /^THETA_EMBEDDER_DIMS=512: only http/, /Leave/],
    [{ THETA_EMBEDDER_DIMS: '512' }, /only http embedders have it, and THETA_EMBEDDER is lexical/, /another/],
    [{ THETA_EMBEDDER_POOLING: 'cls' }, /^THETA_EMBEDDER_POOLING=cls: only local/, /another embedder/],
    [{ THETA_EMBEDDER: 'bge' }, /called bge\. Did you mean bge-m3\?/, /lexical, http, bert-base-uncased/],
    [{ THETA_EMBEDDER: 'BERT-Base' }, /Did you mean bert-base-uncased\?/, /owner\/name on the hub/],
    [{ THETA_EMBEDDER: 'embedding-3' }, /Did you mean text-embedding-3-small or zhipu-embedding-3\?/, /\.\/path/],
    [{ THETA_EMBEDDER: 'word2vec' }, /no embedder is called word2vec\.$/, /\.\/path/],
    [{ THETA_EMBEDDER: 'https://host/v1' }, /address goes into THETA_EMBEDDER_URL/, /lexical/],
    [{ THETA_EMBEDDER: 'owner/../name' }, /no embedder is called/, /lexical/],
  ])('fails when the configuration is read, for %j', (env, message, hint) => {
    expect(failureOf(env)).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    });
  });

  it('fails for a name that nobody has, given on the command line', () => {
    expect(failureOf({}, 'bge-m4')).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(failureOf({}, '')).toMatchObject({ message: expect.not.stringContaining('Did you mean') as string });
    expect(failureOf({}, 'http')).toMatchObject({ message: expect.stringContaining('THETA_EMBEDDER_URL') as string });
  });

  it('does not repeat an address that holds a password', () => {
    const failure = failureOf({ ...HTTP, THETA_EMBEDDER_URL: 'https://me:secret@host/v1' });
    expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('secret');
    expect(failure).toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
