import { useMemo } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../../components/empty';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { readFragment } from '../../../gql';
import type { VersionNamesQuery as Names } from '../../../gql/graphql';
import { useFilters } from '../../../state/use-filters';
import { NO_VARIABLES, useQuery } from '../../../state/use-request';
import { TRAINING } from '../paths';
import { PromoteButton } from '../versions/promote-button';
import { AbilityChanges } from './ability-changes';
import { DecisionChanges } from './decision-changes';
import { DiffFields, DiffQuery, VersionNamesQuery } from './operations';

/** Two stored versions of the URL, and everything that changes from one to the other. */
export function DiffPage() {
  const [{ from, to }, change] = useFilters();
  const names = useQuery(VersionNamesQuery, NO_VARIABLES);
  const sets = names.data?.routerSets ?? [];
  const serving = sets.find((one) => one.serving);
  const target = sets.find(({ version }) => version === to);
  const variables = useMemo(() => (from && to && from !== to ? { from, to } : null), [from, to]);
  const diff = useQuery(DiffQuery, variables);
  const options = sets.map(({ version, label, serving }) => ({
    id: version,
    text: `${label} · ${version}${serving ? ' (serves)' : ''}`,
  }));
  return (
    <div className="page whole-words">
      <PageHead title="What a version changes" lead="Abilities that moved, and decisions that would be others.">
        <Link href={TRAINING}>All versions</Link>
        {target && serving && !target.serving && (
          <PromoteButton of={target} serving={serving.label} onDone={names.retry} />
        )}
      </PageHead>
      <div className="card">
        <div className="two-choices">
          <Select
            label="From"
            value={from ?? null}
            none="Choose"
            options={options}
            onChange={(id) => change({ from: id })}
          />
          <Select label="To" value={to ?? null} none="Choose" options={options} onChange={(id) => change({ to: id })} />
        </div>
        <div className="form-actions">
          <button
            type="button"
            className="quiet"
            disabled={!from && !to}
            onClick={() => change({ from: to ?? null, to: from ?? null })}
          >
            Swap them
          </button>
        </div>
      </div>
      {variables === null ? (
        <div className="card">
          <Empty title="Choose two versions">The first is usually the one that serves.</Empty>
        </div>
      ) : (
        <Loaded of={diff} what="the diff (both versions are loaded for it)">
          {({ versionDiff }) => <Parts of={readFragment(DiffFields, versionDiff)} names={names.data} />}
        </Loaded>
      )}
    </div>
  );
}

type Diff = Parameters<typeof DecisionChanges>[0]['of'];

function Parts({ of, names }: { of: Diff; names: Names | null }) {
  const llms = useMemo(() => new Map(names?.llms.map(({ id, name }) => [id, name])), [names]);
  return (
    <>
      {of.decisions === null ? (
        <Panel title="Decisions">
          <Empty title="Decisions of these versions cannot be compared">{of.reason}</Empty>
        </Panel>
      ) : (
        <DecisionChanges of={of} decisions={of.decisions} llms={llms} />
      )}
      <AbilityChanges of={of.abilities} llms={llms} />
    </>
  );
}
