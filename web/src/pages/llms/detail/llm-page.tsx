import { useMemo } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../../components/empty';
import { Figure, Figures } from '../../../components/figure';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import { Panel } from '../../../components/panel';
import { compact, count, dollars, moment, share } from '../../../format';
import type { LlmByIdQuery } from '../../../gql/graphql';
import { useQuery } from '../../../state/use-request';
import { StatusBadge } from '../parts/status-badge';
import { newPath } from '../paths';
import { AbilityPanel } from './ability-panel';
import { Benchmarks } from './benchmarks';
import { CalibrationPanel } from './calibration-panel';
import { Facts } from './facts';
import { LlmQuery } from './operations';
import { PoolPanel } from './pool-panel';
import { PricePanel } from './price-panel';
import { RetireButton } from './retire-button';

export type Llm = NonNullable<LlmByIdQuery['llm']>;

/** One LLM: what it is, costs and can do, and what an operator changes of it. */
export function LlmPage({ id }: { id: string }) {
  const variables = useMemo(() => ({ id }), [id]);
  const found = useQuery(LlmQuery, variables);
  const llm = found.data?.llm;
  const back = <Link href="/llms">All LLMs</Link>;
  return (
    <div className="page">
      <PageHead
        title={llm?.name ?? id}
        lead={
          llm && (
            <>
              <StatusBadge status={llm.status} /> {llm.developer} · <code>{llm.id}</code>
            </>
          )
        }
      >
        {back}
        {llm && <RetireButton llm={llm} onDone={found.retry} />}
      </PageHead>
      <Loaded of={found} what="the LLM">
        {(data) =>
          data.llm ? (
            <Parts llm={data.llm} pools={data.pools} again={found.retry} variables={variables} />
          ) : (
            <div className="card">
              <Empty title={`No LLM “${id}” is in the catalogue.`}>It may have another id: {back} lists them.</Empty>
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

interface PartsProps {
  llm: Llm;
  pools: LlmByIdQuery['pools'];
  again: () => void;
  variables: unknown;
}

function Parts({ llm, pools, again, variables }: PartsProps) {
  const { price, calibration, contextWindow, retirement } = llm;
  const { knowledge, responses } = calibration;
  return (
    <>
      {retirement && (
        <p className="card">
          Retired {retirement.at.startsWith('1970') ? 'before this catalogue was made' : moment(retirement.at)}:{' '}
          {retirement.reason}
        </p>
      )}
      <Panel title="At a glance">
        <Figures>
          <Figure
            term="Output, per million tokens"
            value={price ? dollars(price.outputPerMillion) : 'unpriced'}
            note={price ? `input ${dollars(price.inputPerMillion)}` : 'Without a price it is never chosen.'}
          />
          <Figure
            term="Expected P̂"
            value={knowledge.performance ? share(knowledge.performance.mean) : '–'}
            note={
              knowledge.performance?.halfWidth
                ? `± ${share(knowledge.performance.halfWidth)} (90 %) by ${knowledge.router}`
                : `by ${knowledge.router}`
            }
          />
          <Figure
            term="Answers to anchor queries"
            value={count(responses)}
            note={
              llm.status !== 'RETIRED' && (
                <Link href={newPath(llm.id, responses > 0 ? 'posterior' : 'prior')}>Test it further</Link>
              )
            }
          />
          <Figure term="Context window" value={contextWindow ? compact(contextWindow) : '–'} note="tokens" />
        </Figures>
      </Panel>
      <div className="columns">
        <Facts key={llm.updatedAt} llm={llm} onDone={again} />
        <PoolPanel llm={llm} pools={pools} onDone={again} />
      </div>
      <PricePanel llm={llm} onDone={again} variables={variables} />
      <AbilityPanel llm={llm} variables={variables} />
      <div className="columns">
        <CalibrationPanel id={llm.id} />
        <Benchmarks of={llm.benchmarks} />
      </div>
    </>
  );
}
