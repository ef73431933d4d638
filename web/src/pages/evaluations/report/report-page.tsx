import { useMemo } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../../components/empty';
import { Loaded } from '../../../components/loaded';
import { PageHead } from '../../../components/page-head';
import { moment } from '../../../format';
import type { EvaluationHeadQuery as HeadAnswer } from '../../../gql/graphql';
import { useQuery } from '../../../state/use-request';
import { EvaluationHeadQuery, EvaluationReportQuery } from '../operations';
import { EVALUATIONS, filePath } from '../paths';
import { ReportSections } from './report-sections';

type Head = NonNullable<HeadAnswer['evaluation']>;

/** One stored report, drawn. */
export function ReportPage({ id }: { id: string }) {
  const variables = useMemo(() => ({ id }), [id]);
  const found = useQuery(EvaluationHeadQuery, variables);
  const head = found.data?.evaluation ?? null;
  return (
    <div className="page whole-words">
      <PageHead
        title={head?.label ?? 'Evaluation'}
        lead={head ? `${head.protocol} · ${moment(head.createdAt)} · ${head.data}` : id}
      >
        <Link href={EVALUATIONS}>All reports</Link>
        {head && <Files of={head} />}
      </PageHead>
      <Loaded of={found} what="the report">
        {() =>
          head ? (
            <Body of={head} variables={variables} />
          ) : (
            <div className="card">
              <Empty title="No such report is stored">
                <Link href={EVALUATIONS}>All reports</Link>
              </Empty>
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

const Files = ({ of: { url } }: { of: Head }) => (
  <>
    <a href={filePath(url, 'html')}>As a page to keep</a>
    <a href={filePath(url, 'csv')}>CSV</a>
    <a href={filePath(url, 'json')}>JSON</a>
  </>
);

function Body({ of, variables }: { of: Head; variables: { id: string } }) {
  const report = useQuery(EvaluationReportQuery, of.isReadable ? variables : null);
  if (!of.isReadable) {
    return (
      <div className="card">
        <Empty title={`This release does not draw reports of format ${of.format}`}>
          {of.verdict} The report itself is kept as it was written: <a href={filePath(of.url, 'json')}>JSON</a>.
        </Empty>
      </div>
    );
  }
  return (
    <Loaded of={report} what="its figures">
      {({ evaluation }) =>
        evaluation?.report && (
          <ReportSections of={evaluation} report={evaluation.report} parameters={of.parameters} variables={variables} />
        )
      }
    </Loaded>
  );
}
