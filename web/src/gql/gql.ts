/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Options {\n    routers {\n      id\n      title\n      description\n      isDefault\n      capabilities\n    }\n    pools {\n      id\n      description\n      isDefault\n      llms {\n        id\n        name\n      }\n    }\n  }\n": typeof types.OptionsDocument,
    "\n  fragment RankedLlmFields on RankedLlm {\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    score\n    predictedPerformance\n    performanceInterval {\n      low\n      high\n      level\n    }\n    preference\n    cost\n  }\n": typeof types.RankedLlmFieldsFragmentDoc,
    "\n  fragment RefusalFields on RouteRefusal {\n    code\n    message\n    hint\n    excluded {\n      llm\n      reason\n    }\n  }\n": typeof types.RefusalFieldsFragmentDoc,
    "\n  fragment DecisionFields on RoutingDecision {\n    id\n    query\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    predictedPerformance\n    preference\n    cost\n    score\n    alpha\n    beta\n    warmUpWeight\n    router\n    version\n    timing {\n      embedMs\n      neighboursMs\n      predictMs\n      totalMs\n    }\n    ranking {\n      ...RankedLlmFields\n    }\n    cascade {\n      steps {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        acceptAt\n        reach\n      }\n      expectedPerformance\n      expectedCost\n    }\n    explanation {\n      text\n      scoreTerms {\n        name\n        value\n      }\n      runnerUp {\n        llm {\n          id\n          name\n        }\n        scoreGap\n      }\n      alphaInterval {\n        from\n        to\n      }\n    }\n    neighbours {\n      query {\n        id\n        text\n        task\n      }\n      similarity\n      performance {\n        llm {\n          id\n        }\n        performance\n      }\n    }\n    excluded {\n      llm\n      reason\n    }\n  }\n": typeof types.DecisionFieldsFragmentDoc,
    "\n  fragment ComparisonFields on ComparisonEntry {\n    router\n    result {\n      __typename\n      ... on RoutingDecision {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        preference\n        cost\n        score\n        alpha\n        rankingColumns {\n          llms\n          predictedPerformance\n          cost\n        }\n        cascade {\n          steps {\n            llm {\n              id\n              name\n            }\n          }\n        }\n      }\n      ... on RouteRefusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ComparisonFieldsFragmentDoc,
    "\n  query Decide($input: RouteInput!, $router: ID!) {\n    chosen: compare(input: $input, routers: [$router]) {\n      entries {\n        result {\n          __typename\n          ...DecisionFields\n          ...RefusalFields\n        }\n      }\n    }\n    all: compare(input: $input) {\n      entries {\n        ...ComparisonFields\n      }\n    }\n  }\n": typeof types.DecideDocument,
    "\n  query Route($input: RouteInput!) {\n    route(input: $input) {\n      __typename\n      ... on RoutingDecision {\n        id\n        llm {\n          id\n          name\n        }\n        abstention {\n          abstained\n          reason\n        }\n        exploration {\n          explored\n          propensity\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.RouteDocument,
    "\n  query Needs($text: String!, $router: ID!, $pool: ID) {\n    queryProfile(text: $text, router: $router) {\n      relevance\n      dimensions\n      difficultyPercentile\n    }\n    llms(pool: $pool) {\n      id\n      name\n      abilities(router: $router) {\n        values\n        names\n      }\n    }\n  }\n": typeof types.NeedsDocument,
};
const documents: Documents = {
    "\n  query Options {\n    routers {\n      id\n      title\n      description\n      isDefault\n      capabilities\n    }\n    pools {\n      id\n      description\n      isDefault\n      llms {\n        id\n        name\n      }\n    }\n  }\n": types.OptionsDocument,
    "\n  fragment RankedLlmFields on RankedLlm {\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    score\n    predictedPerformance\n    performanceInterval {\n      low\n      high\n      level\n    }\n    preference\n    cost\n  }\n": types.RankedLlmFieldsFragmentDoc,
    "\n  fragment RefusalFields on RouteRefusal {\n    code\n    message\n    hint\n    excluded {\n      llm\n      reason\n    }\n  }\n": types.RefusalFieldsFragmentDoc,
    "\n  fragment DecisionFields on RoutingDecision {\n    id\n    query\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    predictedPerformance\n    preference\n    cost\n    score\n    alpha\n    beta\n    warmUpWeight\n    router\n    version\n    timing {\n      embedMs\n      neighboursMs\n      predictMs\n      totalMs\n    }\n    ranking {\n      ...RankedLlmFields\n    }\n    cascade {\n      steps {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        acceptAt\n        reach\n      }\n      expectedPerformance\n      expectedCost\n    }\n    explanation {\n      text\n      scoreTerms {\n        name\n        value\n      }\n      runnerUp {\n        llm {\n          id\n          name\n        }\n        scoreGap\n      }\n      alphaInterval {\n        from\n        to\n      }\n    }\n    neighbours {\n      query {\n        id\n        text\n        task\n      }\n      similarity\n      performance {\n        llm {\n          id\n        }\n        performance\n      }\n    }\n    excluded {\n      llm\n      reason\n    }\n  }\n": types.DecisionFieldsFragmentDoc,
    "\n  fragment ComparisonFields on ComparisonEntry {\n    router\n    result {\n      __typename\n      ... on RoutingDecision {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        preference\n        cost\n        score\n        alpha\n        rankingColumns {\n          llms\n          predictedPerformance\n          cost\n        }\n        cascade {\n          steps {\n            llm {\n              id\n              name\n            }\n          }\n        }\n      }\n      ... on RouteRefusal {\n        code\n        message\n      }\n    }\n  }\n": types.ComparisonFieldsFragmentDoc,
    "\n  query Decide($input: RouteInput!, $router: ID!) {\n    chosen: compare(input: $input, routers: [$router]) {\n      entries {\n        result {\n          __typename\n          ...DecisionFields\n          ...RefusalFields\n        }\n      }\n    }\n    all: compare(input: $input) {\n      entries {\n        ...ComparisonFields\n      }\n    }\n  }\n": types.DecideDocument,
    "\n  query Route($input: RouteInput!) {\n    route(input: $input) {\n      __typename\n      ... on RoutingDecision {\n        id\n        llm {\n          id\n          name\n        }\n        abstention {\n          abstained\n          reason\n        }\n        exploration {\n          explored\n          propensity\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": types.RouteDocument,
    "\n  query Needs($text: String!, $router: ID!, $pool: ID) {\n    queryProfile(text: $text, router: $router) {\n      relevance\n      dimensions\n      difficultyPercentile\n    }\n    llms(pool: $pool) {\n      id\n      name\n      abilities(router: $router) {\n        values\n        names\n      }\n    }\n  }\n": types.NeedsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Options {\n    routers {\n      id\n      title\n      description\n      isDefault\n      capabilities\n    }\n    pools {\n      id\n      description\n      isDefault\n      llms {\n        id\n        name\n      }\n    }\n  }\n"): typeof import('./graphql').OptionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RankedLlmFields on RankedLlm {\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    score\n    predictedPerformance\n    performanceInterval {\n      low\n      high\n      level\n    }\n    preference\n    cost\n  }\n"): typeof import('./graphql').RankedLlmFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RefusalFields on RouteRefusal {\n    code\n    message\n    hint\n    excluded {\n      llm\n      reason\n    }\n  }\n"): typeof import('./graphql').RefusalFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DecisionFields on RoutingDecision {\n    id\n    query\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    predictedPerformance\n    preference\n    cost\n    score\n    alpha\n    beta\n    warmUpWeight\n    router\n    version\n    timing {\n      embedMs\n      neighboursMs\n      predictMs\n      totalMs\n    }\n    ranking {\n      ...RankedLlmFields\n    }\n    cascade {\n      steps {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        acceptAt\n        reach\n      }\n      expectedPerformance\n      expectedCost\n    }\n    explanation {\n      text\n      scoreTerms {\n        name\n        value\n      }\n      runnerUp {\n        llm {\n          id\n          name\n        }\n        scoreGap\n      }\n      alphaInterval {\n        from\n        to\n      }\n    }\n    neighbours {\n      query {\n        id\n        text\n        task\n      }\n      similarity\n      performance {\n        llm {\n          id\n        }\n        performance\n      }\n    }\n    excluded {\n      llm\n      reason\n    }\n  }\n"): typeof import('./graphql').DecisionFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ComparisonFields on ComparisonEntry {\n    router\n    result {\n      __typename\n      ... on RoutingDecision {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        preference\n        cost\n        score\n        alpha\n        rankingColumns {\n          llms\n          predictedPerformance\n          cost\n        }\n        cascade {\n          steps {\n            llm {\n              id\n              name\n            }\n          }\n        }\n      }\n      ... on RouteRefusal {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').ComparisonFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Decide($input: RouteInput!, $router: ID!) {\n    chosen: compare(input: $input, routers: [$router]) {\n      entries {\n        result {\n          __typename\n          ...DecisionFields\n          ...RefusalFields\n        }\n      }\n    }\n    all: compare(input: $input) {\n      entries {\n        ...ComparisonFields\n      }\n    }\n  }\n"): typeof import('./graphql').DecideDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Route($input: RouteInput!) {\n    route(input: $input) {\n      __typename\n      ... on RoutingDecision {\n        id\n        llm {\n          id\n          name\n        }\n        abstention {\n          abstained\n          reason\n        }\n        exploration {\n          explored\n          propensity\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"): typeof import('./graphql').RouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Needs($text: String!, $router: ID!, $pool: ID) {\n    queryProfile(text: $text, router: $router) {\n      relevance\n      dimensions\n      difficultyPercentile\n    }\n    llms(pool: $pool) {\n      id\n      name\n      abilities(router: $router) {\n        values\n        names\n      }\n    }\n  }\n"): typeof import('./graphql').NeedsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
