import { useMemo } from 'react';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { Panel } from '../../components/panel';
import { count, dollars, milliseconds, percent, share } from '../../format';
import { readFragment } from '../../gql';
import type { TrafficQuery } from '../../gql/graphql';
import { TrafficFiguresFields } from './operations';

type Traffic = TrafficQuery['traffic'];
type Group = Traffic['groups'][number];
const figuresOf = ({ figures }: Group) => readFragment(TrafficFiguresFields, figures);

interface Props {
  of: Traffic;
  nameOf: (group: Group) => string;
  by: string;
  /** Filters by a group; null where that dimension is no filter. */
  onPick: ((key: string) => void) | null;
  hasReference: boolean;
}

/** The share of each group, with its figures. */
export function Groups({ of, nameOf, by, onPick, hasReference }: Props) {
  const { groups } = of;
  const totals = readFragment(TrafficFiguresFields, of.totals);
  const columns = useMemo<readonly Column<Group>[]>(() => {
    const number = (
      id: string,
      head: string,
      value: (g: Group) => number | null,
      show: (x: number) => string,
      title?: string,
    ) => ({
      id,
      head,
      ...(title && { title }),
      isNumber: true,
      sort: value,
      cell: (group: Group) => {
        const x = value(group);
        return x === null ? '–' : show(x);
      },
    });
    return [
      {
        id: 'name',
        head: by,
        sort: nameOf,
        cell: (group) =>
          onPick && group.key !== null && !group.isRest ? (
            <button type="button" className="link name" onClick={() => onPick(group.key as string)}>
              {nameOf(group)}
            </button>
          ) : (
            <span className="name">{nameOf(group)}</span>
          ),
      },
      number('decisions', 'Decisions', (g) => figuresOf(g).decisions, count),
      number(
        'share',
        'Share',
        (g) => (totals.decisions > 0 ? figuresOf(g).decisions / totals.decisions : null),
        percent,
      ),
      number(
        'spend',
        'Spend',
        (g) => figuresOf(g).spend?.usd ?? null,
        dollars,
        'Expected USD, of the decisions whose cost is known',
      ),
      number(
        'each',
        'Per decision',
        (g) => {
          const { spend } = figuresOf(g);
          return spend && spend.usd / spend.decisions;
        },
        dollars,
        'Expected USD of a decision whose cost is known',
      ),
      ...(hasReference ? [number('saved', 'Saved', (g) => figuresOf(g).reference?.savedUsd ?? null, dollars)] : []),
      number('predicted', 'Mean P̂', (g) => figuresOf(g).prediction?.mean ?? null, share),
      number(
        'score',
        'Score',
        (g) => figuresOf(g).feedback?.meanScore ?? null,
        share,
        'Mean of the scores that were reported',
      ),
      // The server's work ends where an LLM is chosen: none is kept of each.
      ...(by === 'LLM' ? [] : [number('latency', 'p90', (g) => figuresOf(g).latency?.p90 ?? null, milliseconds)]),
    ];
  }, [by, nameOf, onPick, totals, hasReference]);
  return (
    <Panel
      title={`Share by ${by === 'LLM' ? by : by.toLowerCase()}`}
      note={by === 'Tag' ? 'A decision counts with each of its tags' : undefined}
    >
      <DataTable caption={`Figures by ${by}`} columns={columns} rows={groups} rowKey={(g) => `${g.isRest} ${g.key}`} />
    </Panel>
  );
}
