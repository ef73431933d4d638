/** Why there is no answer: a code to branch on, what happened, and what to do. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}
