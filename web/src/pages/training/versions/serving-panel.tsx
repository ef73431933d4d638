import { Link } from 'wouter';
import { Figure, Figures } from '../../../components/figure';
import { Panel } from '../../../components/panel';
import { count, moment, score } from '../../../format';
import type { TrainingOverviewQuery } from '../../../gql/graphql';
import { versionPath } from '../paths';
import { madeAt } from './origin-line';
import { RollbackButton } from './rollback-button';
import { readSummary } from './summary';
import { heldOutBrier } from './version-table';
import type { Version } from './version-table';

interface Props {
  of: Version;
  versions: readonly Version[];
  promotions: TrainingOverviewQuery['promotions'];
  rollbackTarget: string | null;
  onDone: () => void;
}

/** The version that answers requests. */
export function ServingPanel({ of, versions, promotions, rollbackTarget, onDone }: Props) {
  const { queries, responses, llms, embedder } = readSummary(of.version, of.summary);
  const since = promotions.find(({ version }) => version === of.version);
  const brier = heldOutBrier(of);
  const before = versions.find(({ version }) => version === rollbackTarget);
  return (
    <Panel
      title="Serving now"
      note={
        <>
          <Link href={versionPath(of.version)}>{of.label}</Link> · <code>{of.version}</code>
        </>
      }
      actions={
        rollbackTarget !== null && (
          <RollbackButton
            serving={of.label}
            target={{ version: rollbackTarget, label: before?.label ?? rollbackTarget }}
            onDone={onDone}
          />
        )
      }
    >
      <Figures>
        <Figure
          term="Serves since"
          value={since ? moment(since.promotedAt) : '–'}
          note={since?.isRollback ? 'rolled back to' : (since?.reason ?? undefined)}
        />
        <Figure term="Made" value={madeAt(of.createdAt) === null ? 'Shipped' : moment(of.createdAt)} />
        <Figure term="Default router" value={of.defaultRouter} note={`of ${of.routers.length} routers`} />
        <Figure
          term="Trained on"
          value={queries === null ? '–' : `${count(queries)} queries`}
          note={`${responses === null ? '–' : count(responses)} responses of ${llms.length} LLMs`}
        />
        <Figure
          term="Brier score, held out"
          value={brier === null ? '–' : score(brier)}
          note={`${of.defaultRouter}, calibrated; lower is better`}
        />
        <Figure term="Embedder" value={embedder ?? '–'} note={`warm-up λ ${score(of.warmUpWeight)}`} />
      </Figures>
    </Panel>
  );
}
