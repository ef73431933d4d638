/** Settings of docs/replicas.md. */
export const replicasSettings = {};
