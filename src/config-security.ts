/** Settings of docs/security.md. */
export const securitySettings = {};
