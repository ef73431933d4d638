import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const FOLDER = 'web/dist';

describe.skipIf(!existsSync(FOLDER))('the built page', () => {
  const html = existsSync(FOLDER) ? readFileSync(`${FOLDER}/index.html`, 'utf8') : '';

  it('loads less than 120 kB of compressed script at first', () => {
    const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path);
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(FOLDER + path)).length, 0);
    expect(bytes).toBeLessThan(120_000);
  });

  it('has no inline script, which the Content-Security-Policy would refuse', () => {
    expect(html.match(/<script(?![^>]*\ssrc=)/)).toBeNull();
  });
});
