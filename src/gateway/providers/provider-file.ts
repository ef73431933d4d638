import { z } from 'zod';
import { ThetaError } from '../../domain/errors.js';

const DAY_MS = 86_400_000;
const ms = z.int().min(1, 'expected 1 or more milliseconds').max(DAY_MS, 'expected at most a day');

export const DEFAULT_TIMEOUTS = { connectMs: 5_000, firstByteMs: 120_000, idleMs: 60_000, totalMs: 900_000 } as const;

/** Set by the gateway itself for each request. */
const OWN_HEADERS = ['authorization', 'content-length', 'content-type', 'host', 'accept', 'accept-encoding'];
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

const headerName = z.string().regex(HEADER_NAME, 'expected the name of an HTTP header');
const provider = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i, 'expected 1 to 64 letters, digits, ".", "_" or "-"'),
  baseUrl: z
    .string()
    .refine(isBaseUrl, 'expected http://… or https://… without a query, up to and with the version')
    .transform((url) => url.replace(/\/+$/, '')),
  keyEnv: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of an environment variable, never the key itself')
    .optional(),
  keyHeader: headerName.optional(),
  headers: z
    .record(
      headerName.refine((name) => !OWN_HEADERS.includes(name.toLowerCase()), {
        message: `the gateway sets ${OWN_HEADERS.join(', ')} itself; a key is named by keyEnv`,
      }),
      z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'expected one line of text'),
    )
    .default({}),
  timeouts: z
    .strictObject({
      connectMs: ms.default(DEFAULT_TIMEOUTS.connectMs),
      firstByteMs: ms.default(DEFAULT_TIMEOUTS.firstByteMs),
      idleMs: ms.default(DEFAULT_TIMEOUTS.idleMs),
      totalMs: ms.default(DEFAULT_TIMEOUTS.totalMs),
    })
    .default(DEFAULT_TIMEOUTS),
  streamUsage: z.boolean().default(true),
  llms: z
    .record(z.string().min(1), z.string().min(1, 'expected the name under which the provider has it'))
    .refine((llms) => Object.keys(llms).length > 0, 'expected at least one LLM'),
});

const providerFile = z.strictObject({
  $schema: z.string().optional(),
  providers: z
    .array(provider)
    .min(1, 'expected at least one provider')
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'expected each name once'),
});

export type ProviderFile = z.infer<typeof providerFile>;

/** The text of a providers file, checked and filled in. `path` is for messages. Throws CONFIG_INVALID that names every place that is wrong. */
export function readProviderFile(text: string, path: string): ProviderFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(path, `expected JSON: ${(cause as Error).message}`);
  }
  const parsed = providerFile.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(path, parsed.error.issues.map((issue) => `${placeOf(issue.path)}: ${issue.message}`).join('; '));
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join('') ||
  'the file';

const invalid = (path: string, what: string): ThetaError =>
  new ThetaError('CONFIG_INVALID', `THETA_PROVIDERS=${path}: ${what}.`, {
    hint: 'docs/gateway.md describes the file and has an example.',
  });

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username, password } = new URL(text);
  // A key in the address would end up in messages.
  return /^https?:$/.test(protocol) && search === '' && hash === '' && username === '' && password === '';
}
