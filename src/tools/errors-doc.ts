import type { ErrorKind } from '../domain/errors.js';
import { ERROR_CATALOGUE } from '../domain/errors.js';

const KINDS: { readonly [K in ErrorKind]: { readonly title: string; readonly text: string } } = {
  input: {
    title: 'Input',
    text: 'The caller can mend it. `message` says what was expected and what came, `hint` what to do. The command line exits with 2.',
  },
  refusal: {
    title: 'Refusals',
    text: 'A correct request that has no answer. The API returns them as `RouteRefusal`, not as errors.',
  },
  unavailable: {
    title: 'Unavailable',
    text: 'Try again later, or start what is missing. HTTP 503 when there is no data.',
  },
  fault: {
    title: 'Faults',
    text: 'Ours. HTTP 500 when there is no data; the log has the details under the `id` of the error.',
  },
};

/** docs/errors.md, from the catalogue. */
export function errorsDoc(): string {
  const sections = (Object.keys(KINDS) as ErrorKind[]).map((kind) => {
    const rows = Object.entries(ERROR_CATALOGUE)
      .filter(([, entry]) => entry.kind === kind)
      .map(([code, { summary }]) => `| \`${code}\` | ${summary} |`);
    const { title, text } = KINDS[kind];
    return `## ${title}\n\n${text}\n\n| code | meaning |\n| --- | --- |\n${rows.join('\n')}\n`;
  });
  return [
    '# Errors\n',
    '<!-- Generated from src/domain/errors.ts by `npm run generate:docs`. Do not edit. -->\n',
    'A code is stable: programs branch on it, never on the message. In a GraphQL answer it stands in `errors[].extensions`',
    'as `code`, with its `kind` and, where there is one, a `hint`; docs/api.md says which HTTP status goes with it.\n',
    sections.join('\n'),
  ].join('\n');
}
