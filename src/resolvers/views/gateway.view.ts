import type { Circuit } from '../../gateway/breakers.js';
import type { GatewayCall } from '../../gateway/ports.js';
import type { GatewayCallType, GatewayCircuitType } from '../../schema/gateway.type.js';

export const callView = (call: GatewayCall): GatewayCallType => ({ ...call, createdAt: new Date(call.createdAt) });

export const circuitView = ({ openSince, ...circuit }: Circuit): GatewayCircuitType => ({
  ...circuit,
  openSince: openSince === null ? null : new Date(openSince),
});
