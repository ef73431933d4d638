/** What the command of the grader "code" is given. */
export interface CommandInput {
  readonly query: string;
  /** Without its reasoning. */
  readonly completion: string;
  /** The fenced blocks of the completion, or all of it. */
  readonly code: string;
  readonly reference: string;
}

/** How a run ended. */
export type CommandEnd =
  | {
      readonly how: 'exited';
      readonly exitCode: number | null /* ended by a signal */;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly how: 'timed out'; readonly timeoutMs: number }
  | { readonly how: 'talked too much'; readonly limitBytes: number };

/** Throws CANCELLED. */
export type RunCommand = (input: CommandInput, signal: AbortSignal) => Promise<CommandEnd>;
