import { graphql } from '../../gql';

export const QueryOptionsQuery = graphql(`
  query QueryOptions {
    routers {
      id
      title
      isDefault
      capabilities
    }
    pools {
      id
      isDefault
      llms {
        id
      }
    }
  }
`);

export const HistogramQuery = graphql(`
  query DifficultyOfQueries($router: ID) {
    difficultyHistogram(router: $router, bins: 20) {
      router
      version
      bins {
        from
        to
        queries
        predictedPerformance
        observedPerformance
        responses
      }
    }
  }
`);

export const MapQuery = graphql(`
  query QueryMap($input: QueryMapInput!) {
    queryMap(input: $input) {
      version
      method
      state
      trustworthiness
      queries
      ids
      x
      y
      tasks {
        task
        queries
      }
      task
      difficulty {
        router
        values
      }
      clusters {
        router
        numbers
      }
    }
  }
`);

/** Asked when points are coloured by it: the first time, a router predicts for every query. */
export const ChoicesQuery = graphql(`
  query QueryChoices($input: QueryMapInput!) {
    queryMap(input: $input) {
      choices {
        router
        alpha
        pool
        llms {
          llm {
            id
            name
          }
          queries
        }
        llm
      }
    }
  }
`);

/** Without the points: asked again and again while a better layout is being made. */
export const MapStateQuery = graphql(`
  query QueryMapState {
    queryMap {
      method
      state
    }
  }
`);

export const SimilarFields = graphql(`
  fragment SimilarFields on SimilarQuery {
    similarity
    difficulty
    cluster
    query {
      id
      text
      task
    }
    performance {
      llm {
        id
        name
      }
      performance
    }
    place {
      x
      y
    }
  }
`);

export const SimilarQuery = graphql(`
  query Similar($input: SimilarQueriesInput!) {
    similarQueries(input: $input) {
      difficultyRouter
      place {
        x
        y
        method
      }
      query {
        ...SimilarFields
      }
      neighbours {
        ...SimilarFields
      }
    }
  }
`);

export const ClustersQuery = graphql(`
  query QueryClusters($router: ID!) {
    clusters(router: $router) {
      id
      size
      tasks {
        task
        share
      }
      examples {
        id
        text
      }
      abilities
      annotatedBy
    }
    abilities(router: $router) {
      id
      name
      description
    }
  }
`);

export const CorrectMutation = graphql(`
  mutation CorrectClustersOfQueries($input: CorrectClustersInput!) {
    correctClusters(input: $input) {
      version
      label
    }
  }
`);

export const ServeMutation = graphql(`
  mutation ServeCorrected($version: ID!) {
    promoteRouterSet(version: $version) {
      version
    }
  }
`);
