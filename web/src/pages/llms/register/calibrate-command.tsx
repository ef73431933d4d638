import { Panel } from '../../../components/panel';
import type { AnchorSelection } from '../../../gql/graphql';

interface Props {
  llm: string;
  selection: AnchorSelection;
  count: number;
}

/** For a shell: in single quotes where it is more than a plain word. */
const quoted = (word: string): string => (/^[\w./:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The same on a command line, where an endpoint answers by itself. */
export const calibrateCommand = ({ llm, selection, count }: Props, server: string): string =>
  [
    `theta calibrate --llm ${quoted(llm)}`,
    '--endpoint https://HOST/v1',
    `--selection ${selection.toLowerCase()}`,
    `--count ${Number.isFinite(count) ? count : 20}`,
    `--server ${quoted(server)}`,
  ].join(' \\\n  ');

export function CalibrateCommand(props: Props) {
  return (
    <Panel
      title="Or let the command line ask it"
      note="Where the LLM answers at an OpenAI-compatible endpoint and right answers are stored beside the queries, one command asks, grades, submits and stops on advice."
    >
      <pre className="command">{calibrateCommand(props, location.origin)}</pre>
      <p className="hint">Put its endpoint in; a key goes into an environment variable that --api-key-env names.</p>
    </Panel>
  );
}
