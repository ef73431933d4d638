/** Settings of docs/gateway.md. */
export const gatewaySettings = {};
