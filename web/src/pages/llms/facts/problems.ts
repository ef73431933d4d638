import type { Failure } from '../../../api/failure.js';

/** What the API found wrong, by the name of the field; what belongs to none is left to the message itself. */
export type Problems = Readonly<Record<string, string>>;

/**
 * Reads `ID: field: problem; field.0: problem.`, as LLM_INVALID has it, and `field: problem`. Other codes that are about one field of a
 * registration go to it.
 */
export function problemsOf(failure: Failure | null, id: string): Problems {
  if (!failure) return {};
  if (failure.code === 'LLM_EXISTS') return { id: failure.message };
  if (failure.code === 'PRICE_INVALID') return { price: failure.message };
  const start = `${id}: `;
  const text = failure.message.startsWith(start) ? failure.message.slice(start.length) : failure.message;
  const found: Record<string, string> = {};
  for (const part of text.split('; ')) {
    const match = /^([A-Za-z]+)((?:\.[\w-]+)*): (.+?)\.?$/s.exec(part);
    if (!match) continue;
    const [, field = '', inside = '', problem = ''] = match;
    const place =
      inside === ''
        ? ''
        : `${inside
            .slice(1)
            .replaceAll('.', ' ')
            .replace(/^\d+/, (n) => `no. ${Number(n) + 1}`)}: `;
    found[field] = found[field] ? `${found[field]}; ${place}${problem}` : place + problem;
  }
  return found;
}
