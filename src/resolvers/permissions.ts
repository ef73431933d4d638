import type { Permission } from '../domain/principal.js';

/** Any one of them is enough; an empty list lets everybody in whom the server knows. */
type Needs = readonly Permission[];

const ANYONE: Needs = [];
const READ: Needs = ['read'];
const ROUTE: Needs = ['route'];
/** What an application has to know of the LLMs that it routes over. */
const CATALOGUE: Needs = ['read', 'route'];
const OPERATE: Needs = ['operate'];
const ADMINISTER: Needs = ['administer'];

/** What each field of the root types needs. A test holds this list and the schema equal; what is missing needs `administer`. */
export const FIELD_PERMISSIONS: Readonly<Record<string, Needs>> = {
  'Query.me': ANYONE,
  'Query.route': ROUTE,
  'Query.routeMany': ROUTE,
  'Query.routeBatch': ROUTE,
  'Query.compare': ROUTE,
  'Query.queryProfile': ROUTE,
  'Query.llms': CATALOGUE,
  'Query.llm': CATALOGUE,
  'Query.pools': CATALOGUE,
  'Query.prices': CATALOGUE,
  'Query.routers': CATALOGUE,
  'Query.abilities': CATALOGUE,
  'Query.ability': CATALOGUE,
  // Without `read`, those of the caller only.
  'Query.decision': CATALOGUE,
  'Query.decisions': CATALOGUE,
  'Query.anchorQueries': READ,
  'Query.calibration': READ,
  'Query.clusters': READ,
  'Query.costPerformance': READ,
  'Query.difficultyHistogram': READ,
  'Query.drift': READ,
  'Query.driftStatus': READ,
  'Query.evaluation': READ,
  'Query.evaluationProtocols': READ,
  'Query.evaluations': READ,
  'Query.feedbackReport': READ,
  'Query.gatewayCalls': READ,
  'Query.gatewayCircuits': READ,
  'Query.gatewaySpend': READ,
  'Query.installedRouters': READ,
  'Query.job': READ,
  'Query.jobs': READ,
  'Query.learningStatus': READ,
  'Query.llmPreview': READ,
  'Query.promotions': READ,
  'Query.queryMap': READ,
  'Query.refitSchedule': READ,
  'Query.refits': READ,
  'Query.rollbackTarget': READ,
  'Query.retention': READ,
  'Query.routerSets': READ,
  'Query.routingAnalysis': READ,
  'Query.shadow': READ,
  'Query.shadowComparison': READ,
  'Query.similarQueries': READ,
  'Query.storedRefit': READ,
  'Query.traffic': READ,
  'Query.trainingSources': READ,
  'Query.versionDiff': READ,
  'Query.whatIf': READ,
  'Query.whatIfCurve': READ,
  'Query.apiKeys': ADMINISTER,
  'Query.auditLog': ADMINISTER,
  'Mutation.recordFeedback': ROUTE,
  'Mutation.recordFeedbackBatch': ROUTE,
  'Mutation.addToPool': OPERATE,
  'Mutation.approveUpdate': OPERATE,
  'Mutation.cancelJob': OPERATE,
  'Mutation.correctClusters': OPERATE,
  'Mutation.createPool': OPERATE,
  'Mutation.deletePool': OPERATE,
  'Mutation.learnFromFeedback': OPERATE,
  'Mutation.promoteRouterSet': OPERATE,
  'Mutation.reembed': OPERATE,
  'Mutation.refit': OPERATE,
  'Mutation.registerLlm': OPERATE,
  'Mutation.registerLlms': OPERATE,
  'Mutation.reinstateLlm': OPERATE,
  'Mutation.removeFromPool': OPERATE,
  'Mutation.retireLlm': OPERATE,
  'Mutation.rollback': OPERATE,
  'Mutation.setDefaultPool': OPERATE,
  'Mutation.setPrice': OPERATE,
  'Mutation.startEvaluation': OPERATE,
  'Mutation.submitResponses': OPERATE,
  'Mutation.trainRouters': OPERATE,
  'Mutation.updateLlm': OPERATE,
  'Mutation.createApiKey': ADMINISTER,
  'Mutation.revokeApiKey': ADMINISTER,
  // What is removed is gone.
  'Mutation.forgetQueries': ADMINISTER,
  'Mutation.runRetention': ADMINISTER,
  'Subscription.decisionsLogged': READ,
  'Subscription.jobChanges': READ,
  'Subscription.jobProgress': READ,
};

/** Fields below the roots that are null for those who lack a permission: texts that others wrote. */
export const HIDDEN_FIELDS: Readonly<Record<string, Permission>> = {
  'NeighbourQuery.text': 'read',
};

export const needsOf = (field: string): Needs => FIELD_PERMISSIONS[field] ?? ADMINISTER;
