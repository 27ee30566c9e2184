/** `contentmark/testing`: conformance kits for your own carriers and stores. Re-exports only. */

export { type AuditLogCheck, auditLogKit, type OpenLogStore } from '../testing/audit-log-kit.ts';
export { type CarrierKitOptions, carrierKit, type KitCheck } from '../testing/carrier-kit.ts';
export { type RegistryCheck, registryKit } from '../testing/registry-kit.ts';
