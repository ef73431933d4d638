import type { QueryMapInput } from '../../gql/graphql';
import type { Filters } from '../../state/use-filters';
import type { Colour } from './map/groups';

export const COLOURS: readonly { readonly id: Colour; readonly text: string }[] = [
  { id: 'task', text: 'Task' },
  { id: 'difficulty', text: 'Difficulty' },
  { id: 'llm', text: 'Chosen LLM' },
  { id: 'cluster', text: 'Cluster' },
];
export const colourOf = ({ colour }: Filters): Colour => COLOURS.find(({ id }) => id === colour)?.id ?? 'task';

export const POINTS = ['1000', '4000', '20000'] as const;
export const DEFAULT_POINTS = '4000';

const number = (text: string | undefined): number | null =>
  text !== undefined && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;

/** What the map is asked for. A value that the API does not know is sent all the same: its complaint says what is wrong with the link. */
export const mapInput = ({ router, task, points }: Filters): QueryMapInput => ({
  router: router ?? null,
  task: task ?? null,
  limit: number(points ?? DEFAULT_POINTS),
});

/** The same points, and who chooses for them. */
export const choicesInput = (filters: Filters): QueryMapInput => ({
  ...mapInput(filters),
  alpha: number(filters['alpha']),
  pool: filters['pool'] ?? null,
});

export const clusterOf = ({ cluster }: Filters): number | null => number(cluster);
