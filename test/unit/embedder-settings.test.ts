import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { embedderSettings } from '../../src/embedder-settings.js';
import { embedderHost } from '../../src/tensor/embedders/host.js';

const host = (env: Record<string, string>) =>
  embedderHost(embedderSettings(readConfig(env)), { log: () => {}, onProgress: () => {}, uniform: () => 0 });
const OPENAI = 'https://api.openai.com/v1';
const ZHIPU = 'https://open.bigmodel.cn/api/paas/v4';

describe('keys of embedders', () => {
  it('go to the origin of their own service only', () => {
    const { keyFor } = host({ OPENAI_API_KEY: 'o', ZHIPUAI_API_KEY: 'z' });
    expect([keyFor(OPENAI), keyFor(ZHIPU)]).toEqual(['o', 'z']);
    const others = [
      'http://api.openai.com/v1',
      'https://api.openai.com:8443/v1',
      'https://api.openai.com.example/v1',
      'http://127.0.0.1:8080/v1',
    ];
    expect(others.map(keyFor)).toEqual([null, null, null, null]);
  });

  it('bind THETA_EMBEDDER_KEY to the address that is set', () => {
    const env = { THETA_EMBEDDER: 'text-embedding-3-small', THETA_EMBEDDER_URL: 'https://proxy.example/openai/v1' };
    const { keyFor, urlOf } = host({ ...env, THETA_EMBEDDER_KEY: 'k' });
    expect([keyFor('https://proxy.example/v2'), keyFor(OPENAI), keyFor(ZHIPU)]).toEqual(['k', null, null]);
    expect([urlOf('text-embedding-3-small'), urlOf('embedding-3')]).toEqual(['https://proxy.example/openai/v1', null]);
  });

  it('bind it to the preset that is named where no address is set', () => {
    const { keyFor, urlOf } = host({ THETA_EMBEDDER: 'zhipu-embedding-3', THETA_EMBEDDER_KEY: 'k' });
    expect([keyFor(ZHIPU), keyFor(OPENAI), urlOf('embedding-3')]).toEqual(['k', null, null]);
  });

  it('prefer it to the usual key of the same service', () => {
    const env = { THETA_EMBEDDER: 'text-embedding-3-small', OPENAI_API_KEY: 'usual', THETA_EMBEDDER_KEY: 'own' };
    expect(host(env).keyFor(OPENAI)).toBe('own');
  });

  it('refuse one that belongs to no address', () => {
    for (const embedder of ['lexical', 'bge-m3']) {
      expect(() => host({ THETA_EMBEDDER: embedder, THETA_EMBEDDER_KEY: 'k' })).toThrow(
        `THETA_EMBEDDER_KEY: expected an address that it is for, and ${embedder} has none`,
      );
    }
  });

  it('follow a model that the operator moved, whatever trains', () => {
    const env = {
      THETA_EMBEDDER_URL: 'http://10.0.0.5:8080/v1',
      THETA_EMBEDDER_MODEL: 'moved',
      THETA_EMBEDDER_KEY: 'k',
    };
    const { keyFor, urlOf } = host(env);
    expect([urlOf('moved'), urlOf('other')]).toEqual(['http://10.0.0.5:8080/v1', null]);
    expect(keyFor('http://10.0.0.5:8080/v1')).toBe('k');
  });

  it('stay out of what the configuration refuses', () => {
    const env = { THETA_EMBEDDER: 'nonsense', THETA_EMBEDDER_KEY: 'secret-key', OPENAI_API_KEY: 'secret-key' };
    const failure = (() => {
      try {
        return host(env);
      } catch (error) {
        return error as Error & { hint: string };
      }
    })() as Error & { hint: string };
    expect(`${failure.message} ${failure.hint}`).toContain('nonsense');
    expect(`${failure.message} ${failure.hint}`).not.toContain('secret-key');
  });
});
