import { useMemo } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../../components/empty';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import type { RegisteredLlmQuery } from '../../../gql/graphql';
import { useFilters } from '../../../state/use-filters';
import { useQuery } from '../../../state/use-request';
import { StatusBadge } from '../parts/status-badge';
import { llmPath, NEW_PATH } from '../paths';
import { AnchorsStep } from './anchors-step';
import { EnableStep } from './enable-step';
import { RegisteredQuery } from './operations';
import { PosteriorStep } from './posterior-step';
import { PreviewStep } from './preview-step';
import { PriorStep } from './prior-step';
import { ProfileStep } from './profile-step';
import type { StepId } from './steps';
import { stepOf, Steps } from './steps';
import type { Standing } from './use-standing';
import { useStanding } from './use-standing';

export type Registered = NonNullable<RegisteredLlmQuery['llm']>;

/** From a profile to a routed LLM, step by step; where one is stands in the URL. */
export function Registration() {
  const [{ llm, step }] = useFilters();
  const current = stepOf(step, llm);
  return (
    <div className="page">
      <PageHead
        title="Register an LLM"
        lead="Describe it, ask it a few well-chosen queries, see what it would do, and let it into a pool."
      >
        <Link href="/llms">All LLMs</Link>
      </PageHead>
      <Steps current={current} llm={llm} />
      {llm === undefined ? <ProfileStep /> : <Later key={llm} id={llm} step={current} />}
    </div>
  );
}

function Later({ id, step }: { id: string; step: StepId }) {
  const variables = useMemo(() => ({ id }), [id]);
  const found = useQuery(RegisteredQuery, variables);
  const standing = useStanding(id, found.data?.llm ? id : null);
  return (
    <Loaded of={found} what="the LLM">
      {({ llm, pools }) =>
        llm ? (
          <>
            <p className="text">
              <Link href={llmPath(llm.id)}>{llm.name}</Link>{' '}
              <StatusBadge status={standing.last?.status ?? llm.status} /> <span className="hint">{llm.developer}</span>
            </p>
            <Step step={step} llm={llm} pools={pools} standing={standing} again={found.retry} />
          </>
        ) : (
          <div className="card">
            <Empty title={`No LLM “${id}” is registered.`}>
              <Link href={NEW_PATH}>Begin with its profile.</Link>
            </Empty>
          </div>
        )
      }
    </Loaded>
  );
}

export interface StepProps {
  readonly llm: Registered;
  readonly pools: RegisteredLlmQuery['pools'];
  readonly standing: Standing;
  readonly again: () => void;
}

function Step({ step, ...props }: StepProps & { step: StepId }) {
  switch (step) {
    case 'anchors':
      return <AnchorsStep {...props} />;
    case 'posterior':
      return <PosteriorStep {...props} />;
    case 'preview':
      return <PreviewStep {...props} />;
    case 'enable':
      return <EnableStep {...props} />;
    default:
      return <PriorStep {...props} />;
  }
}
