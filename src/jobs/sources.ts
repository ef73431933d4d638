import type { ResponseRepository } from '../data/ports.js';
import { ThetaError } from '../domain/errors.js';

/** Throws TRAINING_DATA_INSUFFICIENT where nothing is stored, or where one of the named imports is not. */
export async function expectSources(
  names: readonly string[],
  responses: Pick<ResponseRepository, 'sources'>,
): Promise<void> {
  const stored = await responses.sources();
  const unknown = names.filter((name) => !stored.some((s) => s.source === name));
  if (stored.length > 0 && unknown.length === 0) return;
  const what = stored.length === 0 ? 'No responses are stored.' : `No import is called ${unknown.join(', ')}.`;
  throw new ThetaError('TRAINING_DATA_INSUFFICIENT', what, {
    hint:
      stored.length === 0
        ? 'Import scored queries first: `theta import PATH`.'
        : `Stored: ${stored.map((s) => s.source).join(', ')}.`,
  });
}
