import type { LlmId } from '../../domain/ids.js';
import { llmId } from '../../domain/ids.js';
import type { ProviderFile } from './provider-file.js';
import type { Offer, Provider, ProviderTable } from './types.js';

/** A gateway that nobody has told of providers. */
export const NO_PROVIDERS: ProviderTable = { llms: new Set(), offers: () => [] };

/** `keyOf` gives the key in an environment variable, and throws where there is none. */
export function providerTable(file: ProviderFile, keyOf: (variable: string) => string): ProviderTable {
  const byLlm = new Map<LlmId, Offer[]>();
  for (const entry of file.providers) {
    const provider = toProvider(entry, keyOf);
    for (const [id, model] of Object.entries(entry.llms)) {
      const llm = llmId(id);
      const offers = byLlm.get(llm);
      if (offers) offers.push({ llm, provider, model });
      else byLlm.set(llm, [{ llm, provider, model }]);
    }
  }
  return { llms: new Set(byLlm.keys()), offers: (llm) => byLlm.get(llm) ?? [] };
}

function toProvider(
  { name, baseUrl, keyEnv, keyHeader, headers, timeouts, streamUsage }: ProviderFile['providers'][number],
  keyOf: (variable: string) => string,
): Provider {
  const key = keyEnv === undefined ? null : keyOf(keyEnv);
  const keyed = key === null ? {} : keyHeader ? { [keyHeader]: key } : { authorization: `Bearer ${key}` };
  return { name, baseUrl, key, headers: { ...headers, ...keyed }, timeouts, streamUsage };
}
