import { Link } from 'wouter';
import { Notice } from '../../components/notice';
import type { RouteQuery as RouteResult } from '../../gql/graphql';
import type { ActionState } from '../../state/use-action';
import { percent } from '../../format';
import { RefusalFields } from './operations';
import { readFragment } from '../../gql';

interface Props {
  of: ActionState<RouteResult>;
  retry: () => void;
}

/** What came of "Route and log". */
export function Logged({ of: { result, failure }, retry }: Props) {
  if (failure) return <Notice failure={failure} retry={retry} />;
  if (!result) return null;
  const { route } = result;
  if (route.__typename === 'RouteRefusal') {
    return (
      <p role="status" className="card">
        Nothing was logged: {readFragment(RefusalFields, route).message}
      </p>
    );
  }
  const { id, llm, abstention, exploration } = route;
  return (
    <p role="status" className="card logged" data-testid="logged">
      <span>
        Logged: {llm.name}. {abstention?.abstained && `The safe LLM was taken: ${abstention.reason} `}
        {exploration?.explored &&
          `Exploration drew it instead of the router’s own choice, at ${percent(exploration.propensity)}. `}
      </span>
      <Link href={`/traffic/${id}`}>The decision in the log</Link>
    </p>
  );
}
