import { figure, percent } from '../../../format';

interface Props {
  of: {
    readonly stop: boolean;
    readonly unsettled: number;
    readonly valueOfInformation: number;
    readonly reason: string;
  } | null;
}

/** Whether it is worth asking on. */
export function Advice({ of }: Props) {
  if (!of) {
    return (
      <p className="hint">
        No advice on more answers: the default router was trained on this LLM, learns nothing from answers, or the LLM
        has no price.
      </p>
    );
  }
  return (
    <div data-testid="advice">
      <p>
        <span className={of.stop ? 'badge good' : 'badge'}>{of.stop ? 'Enough answers' : 'Ask on'}</span> {of.reason}
      </p>
      <p className="hint">
        {percent(of.unsettled)} of the choices would be others if its ability were known; knowing it would add{' '}
        {figure(of.valueOfInformation)} points of reward per query.
      </p>
    </div>
  );
}
