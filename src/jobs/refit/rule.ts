import type { RouterId } from '../../domain/ids.js';
import type { RefitRule } from './settings.js';
import type { RefitCheck, RefitReport, RouterComparison } from './types.js';

/** What a rule looks at. */
export interface Findings extends Pick<RefitReport, 'data' | 'routers' | 'missing' | 'lostLlms'> {
  /** The routers of requests that name none. */
  readonly defaultRouter: { readonly serving: RouterId; readonly candidate: RouterId };
}

const signed = (x: number | null): string => (x === null ? 'unknown' : `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(2)}`);
const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** Every condition of a promotion, whether it is met or not. The candidate may serve where all are. */
export function checkRule(found: Findings, rule: RefitRule): RefitCheck[] {
  const counted = found.routers.filter(({ counts }) => counts);
  return [
    ruleCheck(rule),
    queriesCheck(found, rule),
    routersCheck(found, rule, counted.length),
    llmsCheck(found, rule),
    ...counted.map((router) => rewardCheck(router, rule)),
  ];
}

const ruleCheck = ({ promote }: RefitRule): RefitCheck => ({
  name: 'RULE',
  met: promote !== 'never',
  text: promote === 'never' ? 'The rule lets no candidate serve by itself.' : `The rule is "${promote}".`,
});

function queriesCheck({ data }: Findings, { minQueries }: RefitRule): RefitCheck {
  const { favoursServing, compared, seenByServing } = data;
  const seen = favoursServing
    ? ` The serving version has seen ${seenByServing} of the ${compared} queries that it was compared on, which favours it.`
    : '';
  const unseen = favoursServing ? compared - seenByServing : compared;
  return {
    name: 'QUERIES',
    met: !favoursServing && unseen >= minQueries,
    text: `${plural(unseen, 'held-out query', 'held-out queries')} that neither version has seen; at least ${minQueries} are wanted.${seen}`,
  };
}

/** A default router that changes, or one that is gone, is something to look at: no difference in reward speaks of it. */
function routersCheck({ missing, defaultRouter }: Findings, { routers }: RefitRule, counted: number): RefitCheck {
  const { serving, candidate } = defaultRouter;
  const gone = missing.filter(({ router }) => routers === 'all' || router === serving);
  const moved = serving !== candidate;
  const text =
    gone.length > 0
      ? `The candidate lacks ${gone.map(({ router, reason }) => (reason ? `${router} (${reason})` : router)).join(', ')}.`
      : moved
        ? `Requests that name no router would get ${candidate} instead of ${serving}.`
        : counted === 0
          ? 'No router that the rule is about could be compared.'
          : 'The candidate has every router that the rule is about.';
  return { name: 'ROUTERS', met: gone.length === 0 && !moved && counted > 0, text };
}

function llmsCheck({ lostLlms }: Findings, { allowLostLlms }: RefitRule): RefitCheck {
  const lost = lostLlms.length > 0;
  return {
    name: 'LLMS',
    met: !lost || allowLostLlms,
    text: lost
      ? `The candidate cannot answer for ${lostLlms.join(', ')}, for which the serving version can${allowLostLlms ? '; that is allowed' : ''}.`
      : 'The candidate answers for every LLM of the default pool for which the serving version does.',
  };
}

/** "Not worse" is non-inferiority: the lower end of the interval must not lie below −margin; "better" wants it above 0. */
function rewardCheck({ router, reward, queries }: RouterComparison, { promote, margin }: RefitRule): RefitCheck {
  const { low } = reward;
  const [met, wanted] =
    promote === 'better'
      ? [low !== null && low > 0, 'the lower end must be above 0']
      : [low !== null && low >= -margin, `the lower end must be ${signed(-margin)} or above`];
  return {
    name: 'REWARD',
    met,
    text: `${router}: reward ${signed(reward.value)} (95 % interval ${signed(low)} to ${signed(reward.high)}) on ${plural(queries, 'query', 'queries')}; ${wanted}.`,
  };
}

/** Why it serves, or why not, from the conditions. */
export function reasonOf(checks: readonly RefitCheck[], promoted: boolean): string {
  const told = checks.filter(({ name, met }) => (promoted ? name === 'REWARD' : !met));
  return [promoted ? 'Promoted.' : 'Not promoted.', ...told.map(({ text }) => text)].join(' ');
}
