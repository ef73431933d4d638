import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema, envName, readConfig } from '../../src/config.js';
import { PERMISSIONS_OF } from '../../src/domain/principal.js';

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] as string);
/** What the `export` lines of an example set; what a command would print is a long text. */
const settings = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/^export (\w+)=(\S+)/gm)].map(([, name, value]) => [
      name as string,
      (value as string).startsWith('$(') ? 'x'.repeat(44) : (value as string),
    ]),
  );

describe('docs/security.md', () => {
  it('names settings that exist', () => {
    const known = new Set(Object.values(configSchema.shape).map((schema) => envName(schema)));
    const named = new Set(page.match(/THETA_[A-Z_]+/g));
    expect(named.size).toBeGreaterThan(15);
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
  });

  it('has examples whose settings are accepted', () => {
    const examples = blocks.map(settings).filter((one) => Object.keys(one).length > 0);
    expect(examples.map((env) => readConfig(env).auth)).toEqual([['keys'], ['keys', 'jwt']]);
  });

  it('says what each role may, as it is', () => {
    for (const [role, permissions] of Object.entries(PERMISSIONS_OF)) {
      const cells = new RegExp(`^\\| ${role} +\\|(.*)\\|$`, 'm').exec(page)?.[1]?.split('|') ?? [];
      const given = ['read', 'route', 'operate', 'administer'].filter((_, i) => cells[i]?.trim() === 'yes');
      expect(given).toEqual([...permissions]);
    }
  });
});
