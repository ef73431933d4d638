import type { QueryClustersQuery } from '../../../gql/graphql';

export type Cluster = QueryClustersQuery['clusters'][number];
export type AbilityOption = QueryClustersQuery['abilities'][number];
