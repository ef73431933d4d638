import type { AnchorSelection } from '../../calibration/types.js';
import { toThetaError } from '../../domain/errors.js';
import { gradable } from './choose-grader.js';
import type { CalibratePorts, CalibrateRequest, GradableQuery, OfferedQuery, Standing } from './types.js';

/** Most that one request may ask for. */
const MOST_OFFERED = 10_000;

/** Chooses what to ask next, and remembers what cannot be asked. */
export class QueryChoice {
  /** Why queries were left out, by id. */
  readonly leftOut = new Map<string, string>();
  #adaptive = true;

  constructor(
    private readonly request: Pick<CalibrateRequest, 'selection' | 'grader'>,
    private readonly ports: Pick<CalibratePorts<Standing>, 'anchors' | 'graders' | 'note'>,
  ) {}

  /** The next queries that can be graded, none of `known`; fewer where fewer are left. */
  async next(wanted: number, known: ReadonlySet<string>): Promise<readonly GradableQuery[]> {
    for (let count = wanted + known.size + this.leftOut.size; ; count *= 2) {
      const asked = Math.min(MOST_OFFERED, count);
      const offered = await this.#offered(asked, known.size === 0);
      const usable = offered.filter(({ id }) => !known.has(id)).flatMap((query) => this.#usable(query));
      if (usable.length >= wanted || offered.length < asked || asked === MOST_OFFERED) return usable.slice(0, wanted);
    }
  }

  /** The query with its grader, or nothing where it has none. */
  #usable(query: OfferedQuery): readonly GradableQuery[] {
    const found = gradable(query, this.request.grader, this.ports.graders.available);
    if (typeof found !== 'string') return [found];
    this.leftOut.set(query.id, found);
    return [];
  }

  async #offered(count: number, first: boolean): Promise<readonly OfferedQuery[]> {
    const chosen = this.request.selection;
    const selection: AnchorSelection = chosen ?? (first || !this.#adaptive ? 'STRATIFIED' : 'ADAPTIVE');
    try {
      return await this.ports.anchors({ count, selection });
    } catch (thrown) {
      const { code, message } = toThetaError(thrown);
      if (chosen !== null || selection !== 'ADAPTIVE' || code !== 'BAD_USER_INPUT') throw thrown;
      this.ports.note(`${message} Queries are chosen evenly over tasks and difficulty instead.`);
      this.#adaptive = false;
      return this.ports.anchors({ count, selection: 'STRATIFIED' });
    }
  }
}
