import { Link } from 'wouter';
import { newPath } from '../paths';

export const STEPS = [
  { id: 'profile', title: 'Profile' },
  { id: 'prior', title: 'Prior' },
  { id: 'anchors', title: 'Anchors' },
  { id: 'posterior', title: 'Posterior' },
  { id: 'preview', title: 'Preview' },
  { id: 'enable', title: 'Enable' },
] as const;
export type StepId = (typeof STEPS)[number]['id'];

/** The step that the URL names; a registered LLM begins at its prior. */
export function stepOf(step: string | undefined, llm: string | undefined): StepId {
  if (llm === undefined) return 'profile';
  const found = STEPS.find(({ id }) => id === step && id !== 'profile');
  return found?.id ?? 'prior';
}

/** Where one is, and the way to the other steps once the LLM is registered. */
export function Steps({ current, llm }: { current: StepId; llm: string | undefined }) {
  return (
    <nav aria-label="Steps of the registration">
      <ol className="steps">
        {STEPS.map(({ id, title }, i) => {
          const text = `${i + 1} ${title}`;
          const isCurrent = id === current;
          return (
            <li key={id}>
              {llm !== undefined && id !== 'profile' && !isCurrent ? (
                <Link href={newPath(llm, id)}>{text}</Link>
              ) : (
                <span aria-current={isCurrent ? 'step' : undefined}>{text}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The button-like link to the next step. */
export function Next({ llm, step, children }: { llm: string; step: StepId; children: string }) {
  return (
    <div className="form-actions">
      <Link href={newPath(llm, step)} className="button-link">
        {children}
      </Link>
    </div>
  );
}
