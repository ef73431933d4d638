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
    "\n  query Evaluations($first: Int!, $after: String) {\n    evaluations(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        label\n        protocol\n        createdAt\n        data\n        verdict\n        url\n      }\n    }\n    evaluationProtocols {\n      id\n      title\n      description\n      reproduces\n    }\n  }\n": typeof types.EvaluationsDocument,
    "\n  query LlmById($id: ID!) {\n    llm(id: $id) {\n      id\n      name\n      developer\n      family\n      sizeBillions\n      releaseDate\n      contextWindow\n      maxOutputTokens\n      modalities\n      toolCalling\n      languages\n      tags\n      typicalLatencyMs\n      aliases\n      profile\n      status\n      registeredAt\n      updatedAt\n      retirement {\n        at\n        reason\n        formerStatus\n      }\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n      priceHistory {\n        inputPerMillion\n        outputPerMillion\n        cachedInputPerMillion\n        effectiveFrom\n        source\n      }\n      benchmarks {\n        benchmark\n        score\n        items\n        source\n      }\n      abilities {\n        router\n        names\n        values\n        deviations\n      }\n      calibration {\n        responses\n        knowledge {\n          router\n          basis\n          performance {\n            mean\n            halfWidth\n          }\n        }\n      }\n    }\n    pools {\n      id\n      description\n      isDefault\n      uncalibrated\n      llms {\n        id\n      }\n    }\n  }\n": typeof types.LlmByIdDocument,
    "\n  query CalibrationByRouter($llm: ID!) {\n    calibration(llm: $llm) {\n      status\n      responses\n      version\n      routers {\n        router\n        basis\n        reason\n        performance {\n          mean\n          halfWidth\n        }\n      }\n      advice {\n        stop\n        unsettled\n        valueOfInformation\n        reason\n      }\n    }\n  }\n": typeof types.CalibrationByRouterDocument,
    "\n  mutation SetPrice($input: SetPriceInput!) {\n    setPrice(input: $input) {\n      effectiveFrom\n    }\n  }\n": typeof types.SetPriceDocument,
    "\n  mutation UpdateLlm($input: UpdateLlmInput!) {\n    updateLlm(input: $input) {\n      id\n      updatedAt\n    }\n  }\n": typeof types.UpdateLlmDocument,
    "\n  mutation RetireLlm($llm: ID!, $reason: String!) {\n    retireLlm(llm: $llm, reason: $reason) {\n      id\n      status\n    }\n  }\n": typeof types.RetireLlmDocument,
    "\n  mutation ReinstateLlm($llm: ID!) {\n    reinstateLlm(llm: $llm) {\n      id\n      status\n    }\n  }\n": typeof types.ReinstateLlmDocument,
    "\n  mutation AddToPool($pool: ID!, $llms: [ID!]!, $allowUncalibrated: Boolean) {\n    addToPool(pool: $pool, llms: $llms, allowUncalibrated: $allowUncalibrated) {\n      id\n    }\n  }\n": typeof types.AddToPoolDocument,
    "\n  mutation RemoveFromPool($pool: ID!, $llms: [ID!]!) {\n    removeFromPool(pool: $pool, llms: $llms) {\n      id\n    }\n  }\n": typeof types.RemoveFromPoolDocument,
    "\n  query Llms($pool: ID, $status: LlmStatus) {\n    llms(pool: $pool, status: $status) {\n      id\n      name\n      developer\n      status\n      contextWindow\n      profile\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    pools {\n      id\n      isDefault\n      uncalibrated\n      llms {\n        id\n      }\n    }\n  }\n": typeof types.LlmsDocument,
    "\n  query CostPerformance($pool: ID) {\n    costPerformance(pool: $pool) {\n      router\n      queries\n      points {\n        llm {\n          id\n        }\n        performance\n        halfWidth\n        isEfficient\n      }\n    }\n  }\n": typeof types.CostPerformanceDocument,
    "\n  query LlmAbilities($pool: ID, $router: ID) {\n    llms(pool: $pool) {\n      id\n      abilities(router: $router) {\n        router\n        names\n        values\n        deviations\n      }\n    }\n  }\n": typeof types.LlmAbilitiesDocument,
    "\n  query AbilityRouters {\n    routers {\n      id\n      title\n      isDefault\n      capabilities\n    }\n  }\n": typeof types.AbilityRoutersDocument,
    "\n  mutation RegisterLlm($input: RegisterLlmInput!) {\n    registerLlm(input: $input) {\n      id\n    }\n  }\n": typeof types.RegisterLlmDocument,
    "\n  query RegisteredLlm($id: ID!) {\n    llm(id: $id) {\n      id\n      name\n      developer\n      status\n      profile\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    pools {\n      id\n      isDefault\n      llms {\n        id\n      }\n    }\n  }\n": typeof types.RegisteredLlmDocument,
    "\n  query AnchorQueriesOfLlm($input: AnchorQueriesInput!) {\n    anchorQueries(input: $input) {\n      id\n      text\n      task\n      predicted\n      information\n      references\n      grader\n    }\n  }\n": typeof types.AnchorQueriesOfLlmDocument,
    "\n  fragment StandingFields on LlmCalibration {\n    status\n    responses\n    knowledge {\n      router\n      performance {\n        mean\n        halfWidth\n      }\n    }\n    advice {\n      stop\n      unsettled\n      valueOfInformation\n      reason\n    }\n  }\n": typeof types.StandingFieldsFragmentDoc,
    "\n  mutation SubmitResponsesOfLlm($input: SubmitResponsesInput!) {\n    submitResponses(input: $input) {\n      ...StandingFields\n    }\n  }\n": typeof types.SubmitResponsesOfLlmDocument,
    "\n  query StandingOfLlm($llm: ID!) {\n    calibration(llm: $llm) {\n      ...StandingFields\n    }\n  }\n": typeof types.StandingOfLlmDocument,
    "\n  query PreviewOfLlm($input: LlmPreviewInput!) {\n    llmPreview(input: $input) {\n      change\n      on\n      queries\n      router\n      pool\n      text\n      notes\n      share {\n        value\n        low\n        high\n      }\n      costPerThousand {\n        with\n        without\n        change {\n          value\n          low\n          high\n        }\n      }\n      performance {\n        with\n        without\n        change {\n          value\n          low\n          high\n        }\n      }\n      displaced {\n        llm\n        with\n        without\n        lost {\n          value\n          low\n          high\n        }\n      }\n      where {\n        kind\n        name\n        queries\n        displaces\n        share {\n          value\n          low\n          high\n        }\n      }\n      weakAbilities {\n        ability\n        answers\n        tasks\n      }\n    }\n  }\n": typeof types.PreviewOfLlmDocument,
    "\n  query Options {\n    routers {\n      id\n      title\n      description\n      isDefault\n      capabilities\n    }\n    pools {\n      id\n      description\n      isDefault\n      llms {\n        id\n        name\n      }\n    }\n  }\n": typeof types.OptionsDocument,
    "\n  fragment RankedLlmFields on RankedLlm {\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    score\n    predictedPerformance\n    performanceInterval {\n      low\n      high\n      level\n    }\n    preference\n    cost\n  }\n": typeof types.RankedLlmFieldsFragmentDoc,
    "\n  fragment RefusalFields on RouteRefusal {\n    code\n    message\n    hint\n    excluded {\n      llm\n      reason\n    }\n  }\n": typeof types.RefusalFieldsFragmentDoc,
    "\n  fragment DecisionFields on RoutingDecision {\n    id\n    query\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    predictedPerformance\n    preference\n    cost\n    score\n    alpha\n    beta\n    warmUpWeight\n    router\n    version\n    timing {\n      embedMs\n      neighboursMs\n      predictMs\n      totalMs\n    }\n    ranking {\n      ...RankedLlmFields\n    }\n    cascade {\n      steps {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        acceptAt\n        reach\n      }\n      expectedPerformance\n      expectedCost\n    }\n    explanation {\n      text\n      scoreTerms {\n        name\n        value\n      }\n      runnerUp {\n        llm {\n          id\n          name\n        }\n        scoreGap\n      }\n      alphaInterval {\n        from\n        to\n      }\n    }\n    neighbours {\n      query {\n        id\n        text\n        task\n      }\n      similarity\n      performance {\n        llm {\n          id\n        }\n        performance\n      }\n    }\n    excluded {\n      llm\n      reason\n    }\n  }\n": typeof types.DecisionFieldsFragmentDoc,
    "\n  fragment ComparisonFields on ComparisonEntry {\n    router\n    result {\n      __typename\n      ... on RoutingDecision {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        preference\n        cost\n        score\n        alpha\n        rankingColumns {\n          llms\n          predictedPerformance\n          cost\n        }\n        cascade {\n          steps {\n            llm {\n              id\n              name\n            }\n          }\n        }\n      }\n      ... on RouteRefusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ComparisonFieldsFragmentDoc,
    "\n  query Decide($input: RouteInput!, $router: ID!) {\n    chosen: compare(input: $input, routers: [$router]) {\n      entries {\n        result {\n          __typename\n          ...DecisionFields\n          ...RefusalFields\n        }\n      }\n    }\n    all: compare(input: $input) {\n      entries {\n        ...ComparisonFields\n      }\n    }\n  }\n": typeof types.DecideDocument,
    "\n  query Route($input: RouteInput!) {\n    route(input: $input) {\n      __typename\n      ... on RoutingDecision {\n        id\n        llm {\n          id\n          name\n        }\n        abstention {\n          abstained\n          reason\n        }\n        exploration {\n          explored\n          propensity\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.RouteDocument,
    "\n  query Needs($text: String!, $router: ID!, $pool: ID) {\n    queryProfile(text: $text, router: $router) {\n      relevance\n      dimensions\n      difficultyPercentile\n    }\n    llms(pool: $pool) {\n      id\n      name\n      abilities(router: $router) {\n        values\n        names\n      }\n    }\n  }\n": typeof types.NeedsDocument,
    "\n  query QueryOptions {\n    routers {\n      id\n      title\n      isDefault\n      capabilities\n    }\n    pools {\n      id\n      isDefault\n      llms {\n        id\n      }\n    }\n  }\n": typeof types.QueryOptionsDocument,
    "\n  query DifficultyOfQueries($router: ID) {\n    difficultyHistogram(router: $router, bins: 20) {\n      router\n      version\n      bins {\n        from\n        to\n        queries\n        predictedPerformance\n        observedPerformance\n        responses\n      }\n    }\n  }\n": typeof types.DifficultyOfQueriesDocument,
    "\n  query QueryMap($input: QueryMapInput!) {\n    queryMap(input: $input) {\n      version\n      method\n      state\n      trustworthiness\n      queries\n      ids\n      x\n      y\n      tasks {\n        task\n        queries\n      }\n      task\n      difficulty {\n        router\n        values\n      }\n      clusters {\n        router\n        numbers\n      }\n    }\n  }\n": typeof types.QueryMapDocument,
    "\n  query QueryChoices($input: QueryMapInput!) {\n    queryMap(input: $input) {\n      choices {\n        router\n        alpha\n        pool\n        llms {\n          llm {\n            id\n            name\n          }\n          queries\n        }\n        llm\n      }\n    }\n  }\n": typeof types.QueryChoicesDocument,
    "\n  query QueryMapState {\n    queryMap {\n      method\n      state\n    }\n  }\n": typeof types.QueryMapStateDocument,
    "\n  fragment SimilarFields on SimilarQuery {\n    similarity\n    difficulty\n    cluster\n    query {\n      id\n      text\n      task\n    }\n    performance {\n      llm {\n        id\n        name\n      }\n      performance\n    }\n    place {\n      x\n      y\n    }\n  }\n": typeof types.SimilarFieldsFragmentDoc,
    "\n  query Similar($input: SimilarQueriesInput!) {\n    similarQueries(input: $input) {\n      difficultyRouter\n      place {\n        x\n        y\n        method\n      }\n      query {\n        ...SimilarFields\n      }\n      neighbours {\n        ...SimilarFields\n      }\n    }\n  }\n": typeof types.SimilarDocument,
    "\n  query QueryClusters($router: ID!) {\n    clusters(router: $router) {\n      id\n      size\n      tasks {\n        task\n        share\n      }\n      examples {\n        id\n        text\n      }\n      abilities\n      annotatedBy\n    }\n    abilities(router: $router) {\n      id\n      name\n      description\n    }\n  }\n": typeof types.QueryClustersDocument,
    "\n  mutation CorrectClustersOfQueries($input: CorrectClustersInput!) {\n    correctClusters(input: $input) {\n      version\n      label\n    }\n  }\n": typeof types.CorrectClustersOfQueriesDocument,
    "\n  mutation ServeCorrected($version: ID!) {\n    promoteRouterSet(version: $version) {\n      version\n    }\n  }\n": typeof types.ServeCorrectedDocument,
    "\n  query TrafficOptions {\n    llms {\n      id\n      name\n    }\n    pools {\n      id\n    }\n    routers {\n      id\n      title\n    }\n  }\n": typeof types.TrafficOptionsDocument,
    "\n  fragment TrafficFiguresFields on TrafficFigures {\n    decisions\n    spend {\n      decisions\n      usd\n    }\n    reference {\n      decisions\n      usd\n      referenceUsd\n      savedUsd\n    }\n    prediction {\n      decisions\n      mean\n    }\n    abstention {\n      decisions\n      abstained\n    }\n    feedback {\n      statements\n      scores\n      meanScore\n      thumbsUp\n      thumbsDown\n    }\n    latency {\n      p50\n      p90\n      p99\n    }\n  }\n": typeof types.TrafficFiguresFieldsFragmentDoc,
    "\n  query Traffic($input: TrafficInput) {\n    traffic(input: $input) {\n      from\n      to\n      bucket\n      starts\n      totals {\n        ...TrafficFiguresFields\n      }\n      series {\n        decisions\n        spend {\n          usd\n        }\n        reference {\n          referenceUsd\n          savedUsd\n        }\n        latency {\n          p50\n          p90\n          p99\n        }\n      }\n      groups {\n        key\n        isRest\n        members\n        figures {\n          ...TrafficFiguresFields\n        }\n        series {\n          decisions\n        }\n      }\n    }\n  }\n": typeof types.TrafficDocument,
    "\n  query LatestDecisions($filter: DecisionFilter, $first: Int, $after: String) {\n    decisions(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...LoggedRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.LatestDecisionsDocument,
    "\n  fragment LoggedRow on LoggedDecision {\n    id\n    createdAt\n    query\n    router\n    pool\n    llmId\n    llm {\n      id\n      name\n    }\n    predictedPerformance\n    expectedUsd\n    abstained\n    durationMs\n    tags\n  }\n": typeof types.LoggedRowFragmentDoc,
    "\n  subscription LiveDecisions($filter: DecisionFilter) {\n    decisionsLogged(filter: $filter) {\n      decisions {\n        ...LoggedRow\n      }\n      leftOut\n    }\n  }\n": typeof types.LiveDecisionsDocument,
    "\n  query LoggedDecisionDetail($id: ID!) {\n    decision(id: $id) {\n      ...LoggedRow\n      version\n      alpha\n      score\n      cost\n      warmUpWeight\n      nearestSimilarity\n      exploration {\n        explored\n        propensity\n      }\n      ranking {\n        llm\n        score\n        predictedPerformance\n        cost\n        expectedUsd\n      }\n      feedback {\n        id\n        createdAt\n        score\n        thumbs\n        preferredLlm\n        correctedLabel\n        reporter\n      }\n    }\n  }\n": typeof types.LoggedDecisionDetailDocument,
    "\n  fragment DriftCheckFields on DriftCheck {\n    kind\n    llm\n    verdict\n    text\n    causes\n    examples {\n      id\n    }\n  }\n": typeof types.DriftCheckFieldsFragmentDoc,
    "\n  query TrafficDriftStatus {\n    driftStatus {\n      everyMinutes\n      nextAt\n      error\n      latest {\n        createdAt\n        text\n        alerts {\n          ...DriftCheckFields\n        }\n      }\n    }\n  }\n": typeof types.TrafficDriftStatusDocument,
    "\n  query TrafficDriftNow($input: DriftInput) {\n    drift(input: $input) {\n      createdAt\n      text\n      alerts {\n        ...DriftCheckFields\n      }\n    }\n  }\n": typeof types.TrafficDriftNowDocument,
};
const documents: Documents = {
    "\n  query Evaluations($first: Int!, $after: String) {\n    evaluations(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        label\n        protocol\n        createdAt\n        data\n        verdict\n        url\n      }\n    }\n    evaluationProtocols {\n      id\n      title\n      description\n      reproduces\n    }\n  }\n": types.EvaluationsDocument,
    "\n  query LlmById($id: ID!) {\n    llm(id: $id) {\n      id\n      name\n      developer\n      family\n      sizeBillions\n      releaseDate\n      contextWindow\n      maxOutputTokens\n      modalities\n      toolCalling\n      languages\n      tags\n      typicalLatencyMs\n      aliases\n      profile\n      status\n      registeredAt\n      updatedAt\n      retirement {\n        at\n        reason\n        formerStatus\n      }\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n      priceHistory {\n        inputPerMillion\n        outputPerMillion\n        cachedInputPerMillion\n        effectiveFrom\n        source\n      }\n      benchmarks {\n        benchmark\n        score\n        items\n        source\n      }\n      abilities {\n        router\n        names\n        values\n        deviations\n      }\n      calibration {\n        responses\n        knowledge {\n          router\n          basis\n          performance {\n            mean\n            halfWidth\n          }\n        }\n      }\n    }\n    pools {\n      id\n      description\n      isDefault\n      uncalibrated\n      llms {\n        id\n      }\n    }\n  }\n": types.LlmByIdDocument,
    "\n  query CalibrationByRouter($llm: ID!) {\n    calibration(llm: $llm) {\n      status\n      responses\n      version\n      routers {\n        router\n        basis\n        reason\n        performance {\n          mean\n          halfWidth\n        }\n      }\n      advice {\n        stop\n        unsettled\n        valueOfInformation\n        reason\n      }\n    }\n  }\n": types.CalibrationByRouterDocument,
    "\n  mutation SetPrice($input: SetPriceInput!) {\n    setPrice(input: $input) {\n      effectiveFrom\n    }\n  }\n": types.SetPriceDocument,
    "\n  mutation UpdateLlm($input: UpdateLlmInput!) {\n    updateLlm(input: $input) {\n      id\n      updatedAt\n    }\n  }\n": types.UpdateLlmDocument,
    "\n  mutation RetireLlm($llm: ID!, $reason: String!) {\n    retireLlm(llm: $llm, reason: $reason) {\n      id\n      status\n    }\n  }\n": types.RetireLlmDocument,
    "\n  mutation ReinstateLlm($llm: ID!) {\n    reinstateLlm(llm: $llm) {\n      id\n      status\n    }\n  }\n": types.ReinstateLlmDocument,
    "\n  mutation AddToPool($pool: ID!, $llms: [ID!]!, $allowUncalibrated: Boolean) {\n    addToPool(pool: $pool, llms: $llms, allowUncalibrated: $allowUncalibrated) {\n      id\n    }\n  }\n": types.AddToPoolDocument,
    "\n  mutation RemoveFromPool($pool: ID!, $llms: [ID!]!) {\n    removeFromPool(pool: $pool, llms: $llms) {\n      id\n    }\n  }\n": types.RemoveFromPoolDocument,
    "\n  query Llms($pool: ID, $status: LlmStatus) {\n    llms(pool: $pool, status: $status) {\n      id\n      name\n      developer\n      status\n      contextWindow\n      profile\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    pools {\n      id\n      isDefault\n      uncalibrated\n      llms {\n        id\n      }\n    }\n  }\n": types.LlmsDocument,
    "\n  query CostPerformance($pool: ID) {\n    costPerformance(pool: $pool) {\n      router\n      queries\n      points {\n        llm {\n          id\n        }\n        performance\n        halfWidth\n        isEfficient\n      }\n    }\n  }\n": types.CostPerformanceDocument,
    "\n  query LlmAbilities($pool: ID, $router: ID) {\n    llms(pool: $pool) {\n      id\n      abilities(router: $router) {\n        router\n        names\n        values\n        deviations\n      }\n    }\n  }\n": types.LlmAbilitiesDocument,
    "\n  query AbilityRouters {\n    routers {\n      id\n      title\n      isDefault\n      capabilities\n    }\n  }\n": types.AbilityRoutersDocument,
    "\n  mutation RegisterLlm($input: RegisterLlmInput!) {\n    registerLlm(input: $input) {\n      id\n    }\n  }\n": types.RegisterLlmDocument,
    "\n  query RegisteredLlm($id: ID!) {\n    llm(id: $id) {\n      id\n      name\n      developer\n      status\n      profile\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    pools {\n      id\n      isDefault\n      llms {\n        id\n      }\n    }\n  }\n": types.RegisteredLlmDocument,
    "\n  query AnchorQueriesOfLlm($input: AnchorQueriesInput!) {\n    anchorQueries(input: $input) {\n      id\n      text\n      task\n      predicted\n      information\n      references\n      grader\n    }\n  }\n": types.AnchorQueriesOfLlmDocument,
    "\n  fragment StandingFields on LlmCalibration {\n    status\n    responses\n    knowledge {\n      router\n      performance {\n        mean\n        halfWidth\n      }\n    }\n    advice {\n      stop\n      unsettled\n      valueOfInformation\n      reason\n    }\n  }\n": types.StandingFieldsFragmentDoc,
    "\n  mutation SubmitResponsesOfLlm($input: SubmitResponsesInput!) {\n    submitResponses(input: $input) {\n      ...StandingFields\n    }\n  }\n": types.SubmitResponsesOfLlmDocument,
    "\n  query StandingOfLlm($llm: ID!) {\n    calibration(llm: $llm) {\n      ...StandingFields\n    }\n  }\n": types.StandingOfLlmDocument,
    "\n  query PreviewOfLlm($input: LlmPreviewInput!) {\n    llmPreview(input: $input) {\n      change\n      on\n      queries\n      router\n      pool\n      text\n      notes\n      share {\n        value\n        low\n        high\n      }\n      costPerThousand {\n        with\n        without\n        change {\n          value\n          low\n          high\n        }\n      }\n      performance {\n        with\n        without\n        change {\n          value\n          low\n          high\n        }\n      }\n      displaced {\n        llm\n        with\n        without\n        lost {\n          value\n          low\n          high\n        }\n      }\n      where {\n        kind\n        name\n        queries\n        displaces\n        share {\n          value\n          low\n          high\n        }\n      }\n      weakAbilities {\n        ability\n        answers\n        tasks\n      }\n    }\n  }\n": types.PreviewOfLlmDocument,
    "\n  query Options {\n    routers {\n      id\n      title\n      description\n      isDefault\n      capabilities\n    }\n    pools {\n      id\n      description\n      isDefault\n      llms {\n        id\n        name\n      }\n    }\n  }\n": types.OptionsDocument,
    "\n  fragment RankedLlmFields on RankedLlm {\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    score\n    predictedPerformance\n    performanceInterval {\n      low\n      high\n      level\n    }\n    preference\n    cost\n  }\n": types.RankedLlmFieldsFragmentDoc,
    "\n  fragment RefusalFields on RouteRefusal {\n    code\n    message\n    hint\n    excluded {\n      llm\n      reason\n    }\n  }\n": types.RefusalFieldsFragmentDoc,
    "\n  fragment DecisionFields on RoutingDecision {\n    id\n    query\n    llm {\n      id\n      name\n      developer\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    predictedPerformance\n    preference\n    cost\n    score\n    alpha\n    beta\n    warmUpWeight\n    router\n    version\n    timing {\n      embedMs\n      neighboursMs\n      predictMs\n      totalMs\n    }\n    ranking {\n      ...RankedLlmFields\n    }\n    cascade {\n      steps {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        acceptAt\n        reach\n      }\n      expectedPerformance\n      expectedCost\n    }\n    explanation {\n      text\n      scoreTerms {\n        name\n        value\n      }\n      runnerUp {\n        llm {\n          id\n          name\n        }\n        scoreGap\n      }\n      alphaInterval {\n        from\n        to\n      }\n    }\n    neighbours {\n      query {\n        id\n        text\n        task\n      }\n      similarity\n      performance {\n        llm {\n          id\n        }\n        performance\n      }\n    }\n    excluded {\n      llm\n      reason\n    }\n  }\n": types.DecisionFieldsFragmentDoc,
    "\n  fragment ComparisonFields on ComparisonEntry {\n    router\n    result {\n      __typename\n      ... on RoutingDecision {\n        llm {\n          id\n          name\n        }\n        predictedPerformance\n        preference\n        cost\n        score\n        alpha\n        rankingColumns {\n          llms\n          predictedPerformance\n          cost\n        }\n        cascade {\n          steps {\n            llm {\n              id\n              name\n            }\n          }\n        }\n      }\n      ... on RouteRefusal {\n        code\n        message\n      }\n    }\n  }\n": types.ComparisonFieldsFragmentDoc,
    "\n  query Decide($input: RouteInput!, $router: ID!) {\n    chosen: compare(input: $input, routers: [$router]) {\n      entries {\n        result {\n          __typename\n          ...DecisionFields\n          ...RefusalFields\n        }\n      }\n    }\n    all: compare(input: $input) {\n      entries {\n        ...ComparisonFields\n      }\n    }\n  }\n": types.DecideDocument,
    "\n  query Route($input: RouteInput!) {\n    route(input: $input) {\n      __typename\n      ... on RoutingDecision {\n        id\n        llm {\n          id\n          name\n        }\n        abstention {\n          abstained\n          reason\n        }\n        exploration {\n          explored\n          propensity\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": types.RouteDocument,
    "\n  query Needs($text: String!, $router: ID!, $pool: ID) {\n    queryProfile(text: $text, router: $router) {\n      relevance\n      dimensions\n      difficultyPercentile\n    }\n    llms(pool: $pool) {\n      id\n      name\n      abilities(router: $router) {\n        values\n        names\n      }\n    }\n  }\n": types.NeedsDocument,
    "\n  query QueryOptions {\n    routers {\n      id\n      title\n      isDefault\n      capabilities\n    }\n    pools {\n      id\n      isDefault\n      llms {\n        id\n      }\n    }\n  }\n": types.QueryOptionsDocument,
    "\n  query DifficultyOfQueries($router: ID) {\n    difficultyHistogram(router: $router, bins: 20) {\n      router\n      version\n      bins {\n        from\n        to\n        queries\n        predictedPerformance\n        observedPerformance\n        responses\n      }\n    }\n  }\n": types.DifficultyOfQueriesDocument,
    "\n  query QueryMap($input: QueryMapInput!) {\n    queryMap(input: $input) {\n      version\n      method\n      state\n      trustworthiness\n      queries\n      ids\n      x\n      y\n      tasks {\n        task\n        queries\n      }\n      task\n      difficulty {\n        router\n        values\n      }\n      clusters {\n        router\n        numbers\n      }\n    }\n  }\n": types.QueryMapDocument,
    "\n  query QueryChoices($input: QueryMapInput!) {\n    queryMap(input: $input) {\n      choices {\n        router\n        alpha\n        pool\n        llms {\n          llm {\n            id\n            name\n          }\n          queries\n        }\n        llm\n      }\n    }\n  }\n": types.QueryChoicesDocument,
    "\n  query QueryMapState {\n    queryMap {\n      method\n      state\n    }\n  }\n": types.QueryMapStateDocument,
    "\n  fragment SimilarFields on SimilarQuery {\n    similarity\n    difficulty\n    cluster\n    query {\n      id\n      text\n      task\n    }\n    performance {\n      llm {\n        id\n        name\n      }\n      performance\n    }\n    place {\n      x\n      y\n    }\n  }\n": types.SimilarFieldsFragmentDoc,
    "\n  query Similar($input: SimilarQueriesInput!) {\n    similarQueries(input: $input) {\n      difficultyRouter\n      place {\n        x\n        y\n        method\n      }\n      query {\n        ...SimilarFields\n      }\n      neighbours {\n        ...SimilarFields\n      }\n    }\n  }\n": types.SimilarDocument,
    "\n  query QueryClusters($router: ID!) {\n    clusters(router: $router) {\n      id\n      size\n      tasks {\n        task\n        share\n      }\n      examples {\n        id\n        text\n      }\n      abilities\n      annotatedBy\n    }\n    abilities(router: $router) {\n      id\n      name\n      description\n    }\n  }\n": types.QueryClustersDocument,
    "\n  mutation CorrectClustersOfQueries($input: CorrectClustersInput!) {\n    correctClusters(input: $input) {\n      version\n      label\n    }\n  }\n": types.CorrectClustersOfQueriesDocument,
    "\n  mutation ServeCorrected($version: ID!) {\n    promoteRouterSet(version: $version) {\n      version\n    }\n  }\n": types.ServeCorrectedDocument,
    "\n  query TrafficOptions {\n    llms {\n      id\n      name\n    }\n    pools {\n      id\n    }\n    routers {\n      id\n      title\n    }\n  }\n": types.TrafficOptionsDocument,
    "\n  fragment TrafficFiguresFields on TrafficFigures {\n    decisions\n    spend {\n      decisions\n      usd\n    }\n    reference {\n      decisions\n      usd\n      referenceUsd\n      savedUsd\n    }\n    prediction {\n      decisions\n      mean\n    }\n    abstention {\n      decisions\n      abstained\n    }\n    feedback {\n      statements\n      scores\n      meanScore\n      thumbsUp\n      thumbsDown\n    }\n    latency {\n      p50\n      p90\n      p99\n    }\n  }\n": types.TrafficFiguresFieldsFragmentDoc,
    "\n  query Traffic($input: TrafficInput) {\n    traffic(input: $input) {\n      from\n      to\n      bucket\n      starts\n      totals {\n        ...TrafficFiguresFields\n      }\n      series {\n        decisions\n        spend {\n          usd\n        }\n        reference {\n          referenceUsd\n          savedUsd\n        }\n        latency {\n          p50\n          p90\n          p99\n        }\n      }\n      groups {\n        key\n        isRest\n        members\n        figures {\n          ...TrafficFiguresFields\n        }\n        series {\n          decisions\n        }\n      }\n    }\n  }\n": types.TrafficDocument,
    "\n  query LatestDecisions($filter: DecisionFilter, $first: Int, $after: String) {\n    decisions(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...LoggedRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.LatestDecisionsDocument,
    "\n  fragment LoggedRow on LoggedDecision {\n    id\n    createdAt\n    query\n    router\n    pool\n    llmId\n    llm {\n      id\n      name\n    }\n    predictedPerformance\n    expectedUsd\n    abstained\n    durationMs\n    tags\n  }\n": types.LoggedRowFragmentDoc,
    "\n  subscription LiveDecisions($filter: DecisionFilter) {\n    decisionsLogged(filter: $filter) {\n      decisions {\n        ...LoggedRow\n      }\n      leftOut\n    }\n  }\n": types.LiveDecisionsDocument,
    "\n  query LoggedDecisionDetail($id: ID!) {\n    decision(id: $id) {\n      ...LoggedRow\n      version\n      alpha\n      score\n      cost\n      warmUpWeight\n      nearestSimilarity\n      exploration {\n        explored\n        propensity\n      }\n      ranking {\n        llm\n        score\n        predictedPerformance\n        cost\n        expectedUsd\n      }\n      feedback {\n        id\n        createdAt\n        score\n        thumbs\n        preferredLlm\n        correctedLabel\n        reporter\n      }\n    }\n  }\n": types.LoggedDecisionDetailDocument,
    "\n  fragment DriftCheckFields on DriftCheck {\n    kind\n    llm\n    verdict\n    text\n    causes\n    examples {\n      id\n    }\n  }\n": types.DriftCheckFieldsFragmentDoc,
    "\n  query TrafficDriftStatus {\n    driftStatus {\n      everyMinutes\n      nextAt\n      error\n      latest {\n        createdAt\n        text\n        alerts {\n          ...DriftCheckFields\n        }\n      }\n    }\n  }\n": types.TrafficDriftStatusDocument,
    "\n  query TrafficDriftNow($input: DriftInput) {\n    drift(input: $input) {\n      createdAt\n      text\n      alerts {\n        ...DriftCheckFields\n      }\n    }\n  }\n": types.TrafficDriftNowDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Evaluations($first: Int!, $after: String) {\n    evaluations(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        label\n        protocol\n        createdAt\n        data\n        verdict\n        url\n      }\n    }\n    evaluationProtocols {\n      id\n      title\n      description\n      reproduces\n    }\n  }\n"): typeof import('./graphql').EvaluationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LlmById($id: ID!) {\n    llm(id: $id) {\n      id\n      name\n      developer\n      family\n      sizeBillions\n      releaseDate\n      contextWindow\n      maxOutputTokens\n      modalities\n      toolCalling\n      languages\n      tags\n      typicalLatencyMs\n      aliases\n      profile\n      status\n      registeredAt\n      updatedAt\n      retirement {\n        at\n        reason\n        formerStatus\n      }\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n      priceHistory {\n        inputPerMillion\n        outputPerMillion\n        cachedInputPerMillion\n        effectiveFrom\n        source\n      }\n      benchmarks {\n        benchmark\n        score\n        items\n        source\n      }\n      abilities {\n        router\n        names\n        values\n        deviations\n      }\n      calibration {\n        responses\n        knowledge {\n          router\n          basis\n          performance {\n            mean\n            halfWidth\n          }\n        }\n      }\n    }\n    pools {\n      id\n      description\n      isDefault\n      uncalibrated\n      llms {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').LlmByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CalibrationByRouter($llm: ID!) {\n    calibration(llm: $llm) {\n      status\n      responses\n      version\n      routers {\n        router\n        basis\n        reason\n        performance {\n          mean\n          halfWidth\n        }\n      }\n      advice {\n        stop\n        unsettled\n        valueOfInformation\n        reason\n      }\n    }\n  }\n"): typeof import('./graphql').CalibrationByRouterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPrice($input: SetPriceInput!) {\n    setPrice(input: $input) {\n      effectiveFrom\n    }\n  }\n"): typeof import('./graphql').SetPriceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateLlm($input: UpdateLlmInput!) {\n    updateLlm(input: $input) {\n      id\n      updatedAt\n    }\n  }\n"): typeof import('./graphql').UpdateLlmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetireLlm($llm: ID!, $reason: String!) {\n    retireLlm(llm: $llm, reason: $reason) {\n      id\n      status\n    }\n  }\n"): typeof import('./graphql').RetireLlmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReinstateLlm($llm: ID!) {\n    reinstateLlm(llm: $llm) {\n      id\n      status\n    }\n  }\n"): typeof import('./graphql').ReinstateLlmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddToPool($pool: ID!, $llms: [ID!]!, $allowUncalibrated: Boolean) {\n    addToPool(pool: $pool, llms: $llms, allowUncalibrated: $allowUncalibrated) {\n      id\n    }\n  }\n"): typeof import('./graphql').AddToPoolDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveFromPool($pool: ID!, $llms: [ID!]!) {\n    removeFromPool(pool: $pool, llms: $llms) {\n      id\n    }\n  }\n"): typeof import('./graphql').RemoveFromPoolDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Llms($pool: ID, $status: LlmStatus) {\n    llms(pool: $pool, status: $status) {\n      id\n      name\n      developer\n      status\n      contextWindow\n      profile\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    pools {\n      id\n      isDefault\n      uncalibrated\n      llms {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').LlmsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CostPerformance($pool: ID) {\n    costPerformance(pool: $pool) {\n      router\n      queries\n      points {\n        llm {\n          id\n        }\n        performance\n        halfWidth\n        isEfficient\n      }\n    }\n  }\n"): typeof import('./graphql').CostPerformanceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LlmAbilities($pool: ID, $router: ID) {\n    llms(pool: $pool) {\n      id\n      abilities(router: $router) {\n        router\n        names\n        values\n        deviations\n      }\n    }\n  }\n"): typeof import('./graphql').LlmAbilitiesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AbilityRouters {\n    routers {\n      id\n      title\n      isDefault\n      capabilities\n    }\n  }\n"): typeof import('./graphql').AbilityRoutersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterLlm($input: RegisterLlmInput!) {\n    registerLlm(input: $input) {\n      id\n    }\n  }\n"): typeof import('./graphql').RegisterLlmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RegisteredLlm($id: ID!) {\n    llm(id: $id) {\n      id\n      name\n      developer\n      status\n      profile\n      price {\n        inputPerMillion\n        outputPerMillion\n      }\n    }\n    pools {\n      id\n      isDefault\n      llms {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').RegisteredLlmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AnchorQueriesOfLlm($input: AnchorQueriesInput!) {\n    anchorQueries(input: $input) {\n      id\n      text\n      task\n      predicted\n      information\n      references\n      grader\n    }\n  }\n"): typeof import('./graphql').AnchorQueriesOfLlmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StandingFields on LlmCalibration {\n    status\n    responses\n    knowledge {\n      router\n      performance {\n        mean\n        halfWidth\n      }\n    }\n    advice {\n      stop\n      unsettled\n      valueOfInformation\n      reason\n    }\n  }\n"): typeof import('./graphql').StandingFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubmitResponsesOfLlm($input: SubmitResponsesInput!) {\n    submitResponses(input: $input) {\n      ...StandingFields\n    }\n  }\n"): typeof import('./graphql').SubmitResponsesOfLlmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StandingOfLlm($llm: ID!) {\n    calibration(llm: $llm) {\n      ...StandingFields\n    }\n  }\n"): typeof import('./graphql').StandingOfLlmDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewOfLlm($input: LlmPreviewInput!) {\n    llmPreview(input: $input) {\n      change\n      on\n      queries\n      router\n      pool\n      text\n      notes\n      share {\n        value\n        low\n        high\n      }\n      costPerThousand {\n        with\n        without\n        change {\n          value\n          low\n          high\n        }\n      }\n      performance {\n        with\n        without\n        change {\n          value\n          low\n          high\n        }\n      }\n      displaced {\n        llm\n        with\n        without\n        lost {\n          value\n          low\n          high\n        }\n      }\n      where {\n        kind\n        name\n        queries\n        displaces\n        share {\n          value\n          low\n          high\n        }\n      }\n      weakAbilities {\n        ability\n        answers\n        tasks\n      }\n    }\n  }\n"): typeof import('./graphql').PreviewOfLlmDocument;
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
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueryOptions {\n    routers {\n      id\n      title\n      isDefault\n      capabilities\n    }\n    pools {\n      id\n      isDefault\n      llms {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').QueryOptionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DifficultyOfQueries($router: ID) {\n    difficultyHistogram(router: $router, bins: 20) {\n      router\n      version\n      bins {\n        from\n        to\n        queries\n        predictedPerformance\n        observedPerformance\n        responses\n      }\n    }\n  }\n"): typeof import('./graphql').DifficultyOfQueriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueryMap($input: QueryMapInput!) {\n    queryMap(input: $input) {\n      version\n      method\n      state\n      trustworthiness\n      queries\n      ids\n      x\n      y\n      tasks {\n        task\n        queries\n      }\n      task\n      difficulty {\n        router\n        values\n      }\n      clusters {\n        router\n        numbers\n      }\n    }\n  }\n"): typeof import('./graphql').QueryMapDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueryChoices($input: QueryMapInput!) {\n    queryMap(input: $input) {\n      choices {\n        router\n        alpha\n        pool\n        llms {\n          llm {\n            id\n            name\n          }\n          queries\n        }\n        llm\n      }\n    }\n  }\n"): typeof import('./graphql').QueryChoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueryMapState {\n    queryMap {\n      method\n      state\n    }\n  }\n"): typeof import('./graphql').QueryMapStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SimilarFields on SimilarQuery {\n    similarity\n    difficulty\n    cluster\n    query {\n      id\n      text\n      task\n    }\n    performance {\n      llm {\n        id\n        name\n      }\n      performance\n    }\n    place {\n      x\n      y\n    }\n  }\n"): typeof import('./graphql').SimilarFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Similar($input: SimilarQueriesInput!) {\n    similarQueries(input: $input) {\n      difficultyRouter\n      place {\n        x\n        y\n        method\n      }\n      query {\n        ...SimilarFields\n      }\n      neighbours {\n        ...SimilarFields\n      }\n    }\n  }\n"): typeof import('./graphql').SimilarDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueryClusters($router: ID!) {\n    clusters(router: $router) {\n      id\n      size\n      tasks {\n        task\n        share\n      }\n      examples {\n        id\n        text\n      }\n      abilities\n      annotatedBy\n    }\n    abilities(router: $router) {\n      id\n      name\n      description\n    }\n  }\n"): typeof import('./graphql').QueryClustersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CorrectClustersOfQueries($input: CorrectClustersInput!) {\n    correctClusters(input: $input) {\n      version\n      label\n    }\n  }\n"): typeof import('./graphql').CorrectClustersOfQueriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ServeCorrected($version: ID!) {\n    promoteRouterSet(version: $version) {\n      version\n    }\n  }\n"): typeof import('./graphql').ServeCorrectedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TrafficOptions {\n    llms {\n      id\n      name\n    }\n    pools {\n      id\n    }\n    routers {\n      id\n      title\n    }\n  }\n"): typeof import('./graphql').TrafficOptionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TrafficFiguresFields on TrafficFigures {\n    decisions\n    spend {\n      decisions\n      usd\n    }\n    reference {\n      decisions\n      usd\n      referenceUsd\n      savedUsd\n    }\n    prediction {\n      decisions\n      mean\n    }\n    abstention {\n      decisions\n      abstained\n    }\n    feedback {\n      statements\n      scores\n      meanScore\n      thumbsUp\n      thumbsDown\n    }\n    latency {\n      p50\n      p90\n      p99\n    }\n  }\n"): typeof import('./graphql').TrafficFiguresFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Traffic($input: TrafficInput) {\n    traffic(input: $input) {\n      from\n      to\n      bucket\n      starts\n      totals {\n        ...TrafficFiguresFields\n      }\n      series {\n        decisions\n        spend {\n          usd\n        }\n        reference {\n          referenceUsd\n          savedUsd\n        }\n        latency {\n          p50\n          p90\n          p99\n        }\n      }\n      groups {\n        key\n        isRest\n        members\n        figures {\n          ...TrafficFiguresFields\n        }\n        series {\n          decisions\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').TrafficDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LatestDecisions($filter: DecisionFilter, $first: Int, $after: String) {\n    decisions(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...LoggedRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql').LatestDecisionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LoggedRow on LoggedDecision {\n    id\n    createdAt\n    query\n    router\n    pool\n    llmId\n    llm {\n      id\n      name\n    }\n    predictedPerformance\n    expectedUsd\n    abstained\n    durationMs\n    tags\n  }\n"): typeof import('./graphql').LoggedRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LiveDecisions($filter: DecisionFilter) {\n    decisionsLogged(filter: $filter) {\n      decisions {\n        ...LoggedRow\n      }\n      leftOut\n    }\n  }\n"): typeof import('./graphql').LiveDecisionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LoggedDecisionDetail($id: ID!) {\n    decision(id: $id) {\n      ...LoggedRow\n      version\n      alpha\n      score\n      cost\n      warmUpWeight\n      nearestSimilarity\n      exploration {\n        explored\n        propensity\n      }\n      ranking {\n        llm\n        score\n        predictedPerformance\n        cost\n        expectedUsd\n      }\n      feedback {\n        id\n        createdAt\n        score\n        thumbs\n        preferredLlm\n        correctedLabel\n        reporter\n      }\n    }\n  }\n"): typeof import('./graphql').LoggedDecisionDetailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DriftCheckFields on DriftCheck {\n    kind\n    llm\n    verdict\n    text\n    causes\n    examples {\n      id\n    }\n  }\n"): typeof import('./graphql').DriftCheckFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TrafficDriftStatus {\n    driftStatus {\n      everyMinutes\n      nextAt\n      error\n      latest {\n        createdAt\n        text\n        alerts {\n          ...DriftCheckFields\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').TrafficDriftStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TrafficDriftNow($input: DriftInput) {\n    drift(input: $input) {\n      createdAt\n      text\n      alerts {\n        ...DriftCheckFields\n      }\n    }\n  }\n"): typeof import('./graphql').TrafficDriftNowDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
