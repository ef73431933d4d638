/** What a row of the protocol `cold-start` says besides its choices: of one newcomer, asked some anchor queries. */
export interface ColdStartFigures {
  /** The newcomer, which the router was not trained on. */
  readonly llm: string;
  /** Anchor queries that it had answered; null where the router was trained on all its responses instead. */
  readonly anchors: number | null;
  /** How they were chosen; null beside null. */
  readonly selection: string | null;
  /** What the newcomer is scored by in the pool: its P̂, or its P̂ less some standard deviations of it. */
  readonly rule: 'mean' | 'lower bound';
  /** Of P̂ for the newcomer on the test queries, y cut at 0.5; intervals stand in `routers`. Null where only one class occurs. */
  readonly auc: number | null;
  readonly accuracy: number;
  readonly rmse: number;
}
