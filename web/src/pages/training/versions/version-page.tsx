import { useMemo } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../../components/empty';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import { Panel } from '../../../components/panel';
import { count, figure, moment } from '../../../format';
import { readFragment } from '../../../gql';
import type { StoredVersionsQuery } from '../../../gql/graphql';
import { NO_VARIABLES, useQuery } from '../../../state/use-request';
import { VersionRow, VersionsQuery } from '../operations';
import { TRAINING, againPath, diffPath } from '../paths';
import { HeldOut } from './held-out';
import { HyperparameterList } from './hyperparameter-list';
import { OriginLine, madeAt } from './origin-line';
import { PromoteButton } from './promote-button';
import { PromotionHistory } from './promotion-history';
import { readSummary } from './summary';

/** One stored version: what it learned from, how good it is on held-out queries, and when it served. */
export function VersionPage({ version }: { version: string }) {
  const found = useQuery(VersionsQuery, NO_VARIABLES);
  const versions = useMemo(() => readFragment(VersionRow, found.data?.routerSets ?? []), [found.data]);
  const at = versions.findIndex((one) => one.version === version);
  const of = versions[at];
  const serving = versions.find((one) => one.serving);
  return (
    <div className="page whole-words">
      <PageHead
        title={of?.label ?? 'Version'}
        lead={
          <>
            {of?.serving && <span className="badge good">Serves</span>} <code>{version}</code>
          </>
        }
      >
        <Link href={TRAINING}>All versions</Link>
        {of && serving && !of.serving && (
          <>
            <Link href={diffPath(serving.version, version)}>Diff with what serves</Link>
            <PromoteButton of={of} serving={serving.label} onDone={found.retry} primary />
          </>
        )}
      </PageHead>
      <Loaded of={found} what="the version">
        {(data) =>
          of ? (
            <Parts data={data} at={at} />
          ) : (
            <div className="card">
              <Empty title="No such version is listed">
                Versions that newer answers to the same routers have replaced are not listed, though they stay stored.{' '}
                <Link href={TRAINING}>All versions</Link>
              </Empty>
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

function Parts({ data, at }: { data: StoredVersionsQuery; at: number }) {
  const versions = readFragment(VersionRow, data.routerSets);
  const of = versions[at];
  const full = data.routerSets[at];
  if (!of || !full) return null;
  const summary = readSummary(of.version, of.summary);
  const labels = new Map(versions.map((one) => [one.version, one.label]));
  const leftOut = Object.entries(summary.leftOut);
  const { origin, request } = summary;
  return (
    <>
      <Panel
        title="What it is"
        actions={request && <Link href={againPath(of.version)}>Train again with other values</Link>}
      >
        <dl className="facts">
          <dt>Made</dt>
          <dd>{madeAt(of.createdAt) === null ? 'Shipped with the product' : moment(of.createdAt)}</dd>
          <dt>From</dt>
          <dd>
            <OriginLine of={origin} labels={labels} />
            {'note' in origin && origin.note && `: ${origin.note}`}
          </dd>
          <dt>Trained on</dt>
          <dd>
            {summary.queries === null ? 'not recorded' : `${count(summary.queries)} queries`}
            {summary.responses !== null && `, ${count(summary.responses)} responses`}
            {summary.heldOutQueries !== null && `; ${count(summary.heldOutQueries)} more were held out`}
          </dd>
          <dt>Imports</dt>
          <dd>{summary.sources.join(', ') || (request ? 'everything stored' : 'not recorded')}</dd>
          <dt>LLMs ({summary.llms.length})</dt>
          <dd>{summary.llms.join(', ')}</dd>
          <dt>Routers ({of.routers.length})</dt>
          <dd>
            {of.routers.join(', ')}; by default {of.defaultRouter}
          </dd>
          <dt>Embedder</dt>
          <dd>
            {summary.embedder ?? 'not recorded'}, warm-up λ {figure(of.warmUpWeight)}
          </dd>
          <dt>Seed</dt>
          <dd>{of.seed}</dd>
        </dl>
        {request && <HyperparameterList of={request.hyperparameters} />}
      </Panel>
      {leftOut.length > 0 && (
        <Panel title="Routers that could not be trained">
          <dl className="facts">
            {leftOut.map(([router, why]) => (
              <div key={router} className="fact">
                <dt>{router}</dt>
                <dd>{why}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      <HeldOut of={of} full={full.calibrations} />
      <PromotionHistory of={data.promotions.filter(({ version }) => version === of.version)} versions={versions} />
    </>
  );
}
