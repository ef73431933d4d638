/** The text of a GraphQL operation that knows the types of its variables and of its result. */
export interface Operation<Result, Variables> {
  readonly text: string;
  /** For the compiler only; never set. */
  readonly types?: (variables: Variables) => Result;
}

export const operation = <Result, Variables>(text: string): Operation<Result, Variables> => ({ text });
