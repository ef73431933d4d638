import { useState } from 'react';
import { request } from '../../../api/client';
import { ConfirmedAction } from '../../../components/confirmed-action';
import { Figure, Figures } from '../../../components/figure';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { count, moment } from '../../../format';
import { readFragment } from '../../../gql';
import type { LearningQuery as Answer, UpdateFieldsFragment } from '../../../gql/graphql';
import { NO_VARIABLES, useQuery } from '../../../state/use-request';
import { Disagreements, Reporters } from './findings';
import { FeedbackReportFields, LearnMutation, LearningQuery, UpdateFields } from './operations';
import { UpdateCard } from './update-card';

/** What was said about answers, and versions that learn from it once they are approved. */
export function FeedbackPanel({ onServe }: { onServe: () => void }) {
  const found = useQuery(LearningQuery, NO_VARIABLES);
  const [made, setMade] = useState<UpdateFieldsFragment | null>(null);
  const again = () => {
    setMade(null);
    found.retry();
    onServe();
  };
  const scheduled = readFragment(UpdateFields, found.data?.learningStatus?.latest) ?? null;
  const update = made ?? scheduled;
  const fresh = readFragment(FeedbackReportFields, found.data?.feedbackReport)?.fresh ?? 0;
  return (
    <Panel
      title="Feedback"
      note="Routers learn from scores, thumbs and preferences in versions that serve once they are approved."
      actions={
        <ConfirmedAction
          label="Learn from it"
          title={`Learn from ${count(fresh)} new statements?`}
          action="Make a version"
          disabled={fresh === 0}
          act={(signal) => request(LearnMutation, {}, signal)}
          onDone={({ learnFromFeedback }) => {
            setMade(readFragment(UpdateFields, learnFromFeedback));
            onServe();
          }}
        >
          <p>It stores a version that has learned from all feedback so far. It serves only once you approve it.</p>
        </ConfirmedAction>
      }
    >
      {update && !update.approved && <UpdateCard of={update} onServe={again} />}
      <Loaded of={found} what="the feedback">
        {(data) => <Report of={data} />}
      </Loaded>
    </Panel>
  );
}

function Report({ of: { feedbackReport, learningStatus } }: { of: Answer }) {
  const report = readFragment(FeedbackReportFields, feedbackReport);
  if (report.read === 0) {
    return (
      <p className="hint">
        Nobody has said anything yet. <code>recordFeedback</code> and <code>theta feedback record</code> take statements
        on logged decisions.
      </p>
    );
  }
  const suspects = report.reporters.filter(({ verdict }) => verdict === 'OUTLIER');
  return (
    <>
      <Figures>
        <Figure term="New" value={count(report.fresh)} note="that the serving version has not learned from" />
        <Figure term="Statements that teach" value={count(report.teaching)} note={`of ${count(report.read)} read`} />
        <Figure
          term="Teach nothing"
          value={count(report.left.reduce((sum, { statements }) => sum + statements, 0))}
          note={report.left.map(({ statements, text }) => `${count(statements)}: ${text}`).join(' ')}
        />
        <Figure term="Reporters" value={count(report.reporters.length)} note={`${count(suspects.length)} stand out`} />
        {learningStatus && (
          <Figure
            term="Scheduled learning"
            value={`every ${learningStatus.everyMinutes} min`}
            note={
              learningStatus.error ?? (learningStatus.nextAt ? `next ${moment(learningStatus.nextAt)}` : 'runs now')
            }
          />
        )}
      </Figures>
      {suspects.length > 0 && <Reporters of={suspects} />}
      {report.disagreements.length > 0 && <Disagreements of={report.disagreements} />}
    </>
  );
}
