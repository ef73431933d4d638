import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { count, percent, share } from '../../../format';
import type { FeedbackReportFieldsFragment } from '../../../gql/graphql';
import { signed } from '../diff/decision-changes';

type Reporter = FeedbackReportFieldsFragment['reporters'][number];
type Disagreement = FeedbackReportFieldsFragment['disagreements'][number];

/** Reporters that stand out. */
export const Reporters = ({ of }: { of: readonly Reporter[] }) => (
  <DataTable
    caption="Reporters that stand out"
    columns={REPORTERS}
    rows={of}
    rowKey={({ reporter }) => reporter}
    first={5}
  />
);

const REPORTERS: readonly Column<Reporter>[] = [
  { id: 'reporter', head: 'Reporter that stands out', cell: ({ reporter }) => reporter, sort: (r) => r.reporter },
  { id: 'n', head: 'Statements', isNumber: true, cell: (r) => count(r.statements), sort: (r) => r.statements },
  {
    id: 'influence',
    head: 'Influence',
    title: 'Largest share in the weight of all feedback on an LLM',
    isNumber: true,
    cell: (r) => percent(r.influence),
    sort: (r) => r.influence,
  },
];

/** Where feedback says something else than P̂. */
export const Disagreements = ({ of }: { of: readonly Disagreement[] }) => (
  <DataTable
    caption="Feedback against predictions"
    columns={DISAGREEMENTS}
    rows={of}
    rowKey={({ llm, task }) => `${llm} ${task}`}
    first={5}
  />
);

const DISAGREEMENTS: readonly Column<Disagreement>[] = [
  { id: 'llm', head: 'LLM that feedback sees otherwise', cell: ({ llm }) => llm, sort: ({ llm }) => llm },
  { id: 'task', head: 'Task', cell: ({ task }) => task ?? '–', sort: ({ task }) => task },
  { id: 'observed', head: 'Said', isNumber: true, cell: (d) => share(d.observed), sort: (d) => d.observed },
  { id: 'predicted', head: 'P̂', isNumber: true, cell: (d) => share(d.predicted), sort: (d) => d.predicted },
  {
    id: 'bias',
    head: 'Difference',
    title: 'With its 95 % interval',
    isNumber: true,
    cell: (d) => `${signed(d.bias, share)} (${share(d.low)} to ${share(d.high)})`,
    sort: (d) => d.bias,
  },
  { id: 'n', head: 'Statements', isNumber: true, cell: (d) => count(d.statements), sort: (d) => d.statements },
];
