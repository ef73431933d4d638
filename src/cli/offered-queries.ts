import type { AnchorSelection } from '../calibration/types.js';
import type { GraderId, Reference } from '../domain/graders.js';
import type { OfferedQuery } from '../jobs/calibrate-llm/types.js';
import type { Anchor } from './cold-start-operations.js';
import { ANCHORS } from './cold-start-operations.js';

interface Filters {
  readonly llm: string;
  readonly tasks?: string[];
  readonly sources?: string[];
  readonly seed: number;
}

/** Anchor queries with their right answers: those of the file where there is one, else those that are stored with them. */
export const offeredQueries =
  (
    api: <T>(query: string, variables: object) => Promise<T>,
    { llm, tasks, sources, seed }: Filters,
    file: ReadonlyMap<string, Reference> | null,
  ) =>
  async (wanted: { readonly count: number; readonly selection: AnchorSelection }): Promise<readonly OfferedQuery[]> => {
    const input = { llm, seed, ...(tasks && { tasks }), ...(sources && { sources }), ...wanted };
    // Those of the file may be on queries that are stored without any.
    const { anchorQueries } = await api<{ anchorQueries: readonly Anchor[] }>(ANCHORS, {
      input: { ...input, withReferences: file === null },
    });
    return anchorQueries.map(({ id, text, task, references, grader }) => ({
      ...{ id, text, task, references },
      grader: (grader?.toLowerCase() ?? null) as GraderId | null,
      ...file?.get(id),
    }));
  };
