import { ThetaError } from '../domain/errors.js';
import type { QueryTextRepository } from '../routing/ports.js';
import type { RouterSet } from '../routing/router-set.js';
import type { AnchorItems, ItemInformation } from './anchors/items.js';
import { selectAnchors, toldInTurn } from './anchors/select-anchors.js';
import { guideOf } from './guide.js';
import type { AnchorStore, PoolQuery } from './ports.js';
import { queryInformation } from './query-information.js';
import type { AnchorQuery, AnchorRequest } from './types.js';

export interface AnchorDeps {
  readonly anchors: AnchorStore;
  readonly texts: QueryTextRepository;
  /** Stored queries that a choice looks at. */
  readonly poolLimit: number;
}

/** The queries to ask next. Throws UNKNOWN_ROUTER, BAD_USER_INPUT or TRAINING_DATA_INSUFFICIENT. */
export async function anchorQueries(
  request: AnchorRequest,
  set: RouterSet,
  { anchors, texts, poolLimit }: AnchorDeps,
): Promise<readonly AnchorQuery[]> {
  const { llm, tasks, sources, seed, count, selection, withReferences } = request;
  const router = guideOf(request, set);
  const stored = await anchors.pool({ llm, tasks, sources, seed, withReferences, limit: Math.max(poolLimit, count) });
  if (stored.length === 0) throw nothingToAsk(request, await anchors.tasks());
  const withTexts = async (queries: readonly PoolQuery[]) => {
    const found = await texts.texts(queries.map(({ id }) => id));
    return queries.map((query) => ({ ...query, text: found.get(query.id) ?? null }));
  };
  let pool = stored;
  let information: ItemInformation | null = null;
  if (selection === 'ADAPTIVE') {
    const told = await queryInformation(await withTexts(stored), router, llm, set);
    pool = told.rows.map((row) => stored[row] as PoolQuery);
    information = told.information;
  }
  const choices = selectAnchors(selection, itemsOf(pool), { count, seed, information });
  const chosen = await withTexts(choices.map(({ row }) => pool[row] as PoolQuery));
  const told = await queryInformation(chosen, router, llm, set);
  const gains = toldInTurn([...told.rows.keys()], told.information);
  return told.rows.map((row, i) => {
    const { id, text, task, reference } = chosen[row] as PoolQuery & { readonly text: string };
    const figures = { predicted: told.predicted?.[i] ?? null, information: gains[i]?.information ?? null };
    return { id, text, task, ...figures, references: reference?.references ?? null, grader: reference?.grader ?? null };
  });
}

const itemsOf = (pool: readonly PoolQuery[]): AnchorItems => ({
  ids: pool.map(({ id }) => id),
  tasks: pool.map(({ task }) => task),
  difficulty: Float64Array.from(pool, ({ performance }) => 1 - performance),
  answered: Uint8Array.from(pool, ({ answered }) => (answered ? 1 : 0)),
});

function nothingToAsk(
  { tasks, sources, withReferences }: AnchorRequest,
  stored: readonly (string | null)[],
): ThetaError {
  if (stored.length > 0) {
    if (withReferences && tasks.length + sources.length === 0) {
      return new ThetaError('TRAINING_DATA_INSUFFICIENT', 'No stored query has its right answers beside it.', {
        hint: 'Import queries with "references" (docs/import-formats.md), or give them by a file: `theta calibrate --references FILE`.',
      });
    }
    const filters = [...tasks.map((task) => `task ${task}`), ...sources.map((source) => `import ${source}`)];
    return new ThetaError(
      'TRAINING_DATA_INSUFFICIENT',
      `No stored query ${withReferences ? 'with its right answers ' : ''}fits ${filters.join(', ')}.`,
      {
        hint: `Tasks of the stored queries: ${stored.map((task) => task ?? '(none)').join(', ')}.`,
      },
    );
  }
  return new ThetaError('TRAINING_DATA_INSUFFICIENT', 'No query is stored with its text, so there is none to ask.', {
    hint: 'Import queries of your own first: `theta import PATH`. The texts behind the shipped router set are not stored.',
  });
}
