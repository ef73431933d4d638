import { useMemo } from 'react';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { score, share } from '../../../format';
import type { SimilarFieldsFragment } from '../../../gql/graphql';

interface Props {
  caption: string;
  of: readonly SimilarFieldsFragment[];
  onPick: (id: string) => void;
}

export const meanScore = ({ performance }: SimilarFieldsFragment): number | null =>
  performance.length > 0 ? performance.reduce((sum, one) => sum + one.performance, 0) / performance.length : null;

/** A query in a line: its text, or its data set and id. */
export const nameOf = ({ query }: SimilarFieldsFragment): string =>
  query.text ?? `${query.task ?? 'query'} ${query.id}`;

/** Queries that are like another, with how LLMs did on them. */
export function SimilarTable({ caption, of, onPick }: Props) {
  const columns = useMemo<readonly Column<SimilarFieldsFragment>[]>(
    () => [
      {
        id: 'query',
        head: 'Query',
        cell: (one) => (
          <button type="button" className="link clip" dir="auto" onClick={() => onPick(one.query.id)}>
            {nameOf(one)}
          </button>
        ),
      },
      {
        id: 'similarity',
        head: 'Similarity',
        title: 'Cosine of the embeddings',
        isNumber: true,
        sort: (one) => one.similarity,
        cell: (one) => score(one.similarity),
      },
      { id: 'task', head: 'Task', sort: (one) => one.query.task, cell: (one) => one.query.task ?? '–' },
      {
        id: 'difficulty',
        head: 'Difficulty',
        title: '1 − the mean P̂ of the LLMs',
        isNumber: true,
        sort: (one) => one.difficulty,
        cell: (one) => (one.difficulty === null ? '–' : share(one.difficulty)),
      },
      {
        id: 'mean',
        head: 'Mean score',
        title: 'Of the LLMs that were tested on it',
        isNumber: true,
        sort: meanScore,
        cell: (one) => {
          const mean = meanScore(one);
          return mean === null ? '–' : share(mean);
        },
      },
      {
        id: 'llms',
        head: 'Tested LLMs',
        isNumber: true,
        sort: (one) => one.performance.length,
        cell: (one) => one.performance.length,
      },
      { id: 'cluster', head: 'Cluster', isNumber: true, sort: (one) => one.cluster, cell: (one) => one.cluster ?? '–' },
    ],
    [onPick],
  );
  return <DataTable caption={caption} columns={columns} rows={of} rowKey={(one) => one.query.id} />;
}
