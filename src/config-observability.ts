/** Settings of docs/observability.md. */
export const observabilitySettings = {};
