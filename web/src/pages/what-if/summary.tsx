import { Figure, Figures } from '../../components/figure';
import { Panel } from '../../components/panel';
import { count, dollars, percent, share } from '../../format';
import type { WhatIfQuery } from '../../gql/graphql';

type WhatIf = WhatIfQuery['whatIf'];

/** What would be different in figures, each with the decisions that it is known of, and what to know when reading them. */
export function Summary({ of }: { of: WhatIf }) {
  const { matching, examined, replayed, changed, relativeCost, expectedSpendUsd: spend, notReplayed } = of;
  const byNew = of.performanceAsReplayed;
  const byOld = of.performanceAsLogged;
  return (
    <Panel title="In short">
      <p role="status">{of.text}</p>
      <Figures>
        <Figure
          term="Decided again"
          value={count(replayed)}
          note={
            matching > examined
              ? `of the newest ${count(examined)}; ${count(matching)} fit`
              : `of ${count(examined)} that fit`
          }
        />
        <Figure
          term="Go to another LLM"
          value={replayed === 0 ? '–' : percent(changed / replayed)}
          note={`${count(changed)} decisions`}
        />
        {spend && (
          <Figure
            term="Expected cost"
            value={`${dollars(spend.before)} → ${dollars(spend.after)}`}
            note={
              <>
                {change(spend.before, spend.after)}, for {decisions(spend.decisions, replayed)}
                {spend.kept !== spend.before && `; the same LLMs at the new prices: ${dollars(spend.kept)}`}
              </>
            }
          />
        )}
        {relativeCost && (
          <Figure
            term="Mean cost C"
            value={`${share(relativeCost.before)} → ${share(relativeCost.after)}`}
            note={`${change(relativeCost.before, relativeCost.after)}, over ${decisions(relativeCost.decisions, replayed)}`}
          />
        )}
        {byNew && (
          <Figure
            term="Predicted performance"
            value={`${share(byNew.before)} → ${share(byNew.after)}`}
            note={`mean P̂ by the router that would decide, over ${decisions(byNew.decisions, replayed)}`}
          />
        )}
        {byOld && !(byNew && byOld.before === byNew.before && byOld.after === byNew.after) && (
          <Figure
            term="As the deciding router saw it"
            value={`${share(byOld.before)} → ${share(byOld.after)}`}
            note={`mean P̂ by the router that decided, over ${decisions(byOld.decisions, replayed)}`}
          />
        )}
      </Figures>
      {notReplayed.length > 0 && (
        <ul className="notes" aria-label="Not decided again">
          {notReplayed.map(({ reason, text, decisions: n }) => (
            <li key={reason}>
              <strong>{count(n)} not decided again.</strong> {text} <code>{reason}</code>
            </li>
          ))}
        </ul>
      )}
      {of.notes.length > 0 && (
        <ul className="notes hint" aria-label="Notes">
          {of.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const decisions = (n: number, all: number): string => (n === all ? `all ${count(n)}` : `${count(n)} of ${count(all)}`);

/** "−38 %"; a change from nothing has no percentage. */
function change(before: number, after: number): string {
  if (before === after) return 'unchanged';
  if (before === 0) return 'from nothing';
  const by = (after - before) / before;
  return `${by > 0 ? '+' : ''}${percent(by)}`;
}
