import { describe, expect, it } from 'vitest';
import { configSchema, envName, readConfig } from '../../src/config.js';

describe('configuration', () => {
  it('starts from nothing with loopback, α = 0.8 and k = 5', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4400,
      defaultAlpha: 0.8,
      warmUpNeighbours: 5,
      index: 'auto',
      abstainBelow: 0.05,
    });
    expect([config.databaseUrl, config.safeLlm]).toEqual([undefined, undefined]);
    expect(config.storeQueries).toBe('full');
  });

  it('reads numbers, flags and lists', () => {
    const config = readConfig({
      PORT: '0',
      THETA_STORE_QUERIES: 'no',
      THETA_PLUGINS: ' ./a.js, pkg ,',
      THETA_DATA: '/x',
    });
    expect(config).toMatchObject({ port: 0, storeQueries: 'hashed', plugins: ['./a.js', 'pkg'], dataFolder: '/x' });
  });

  it.each([
    ['full', 'full'],
    ['hashed', 'hashed'],
    ['none', 'none'],
    ['true', 'full'],
    ['0', 'hashed'],
  ])('keeps of queries by THETA_STORE_QUERIES=%s what %s means', (value, store) => {
    expect(readConfig({ THETA_STORE_QUERIES: value }).storeQueries).toBe(store);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['THETA_DEFAULT_ALPHA', '1.5'],
    ['THETA_ABSTAIN_BELOW', '1.5'],
    ['THETA_INDEX', 'annoy'],
    ['THETA_TENSOR', 'cuda'],
    ['THETA_STORE_QUERIES', 'perhaps'],
    ['THETA_HASH_KEY', 'short'],
    ['THETA_DECISION_KEEP_DAYS', '0'],
    ['THETA_ANNOTATOR_URL', 'ftp://models'],
  ])('names the variable and what came for %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}=${value}: `);
  });

  it('needs the name of an LLM for an annotator, and takes a key with it', () => {
    const url = { THETA_ANNOTATOR_URL: 'https://llm.example/v1' };
    expect(() => readConfig(url)).toThrow(/THETA_ANNOTATOR_MODEL: expected the name of an LLM/);
    const config = readConfig({ ...url, THETA_ANNOTATOR_MODEL: 'tiny', THETA_ANNOTATOR_KEY: 'k' });
    expect(config).toMatchObject({ annotatorUrl: url.THETA_ANNOTATOR_URL, annotatorModel: 'tiny', annotatorKey: 'k' });
    expect(readConfig({}).annotatorUrl).toBeUndefined();
  });

  it.each([
    ['DATABASE_URL', 'mysql://user:password@localhost', 'expected postgres://…'],
    ['THETA_REDIS_URL', 'http://:password@localhost', 'expected redis://…'],
    ['THETA_ADMIN_KEY', 'password', 'expected 32 characters or more'],
  ])('does not show what came for %s', (name, value, expected) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}=(not shown): ${expected}`);
  });

  it('gives every setting a variable and a description', () => {
    for (const [key, schema] of Object.entries(configSchema.shape)) {
      expect(envName(schema), key).toMatch(/^(THETA_[A-Z_]+|OTEL_[A-Z_]+|[A-Z]+_API_KEY|PORT|DATABASE_URL)$/);
      expect(schema.description, key).toMatch(/\.$/);
    }
  });
});
