/** `contentmark/audit`: an append-only log of what was marked, checked, decided and changed. Re-exports only. */
export {
  type Appended,
  type AuditLog,
  createAuditLog,
  openAuditLog,
} from '../audit/log/audit-log.ts';
export { type CheckLogOptions, checkLog, type LogReport } from '../audit/log/check-log.ts';
export { LOG_FINDING_KINDS, type LogFinding, type LogFindingKind } from '../audit/log/diagnose.ts';
export {
  type Actor,
  type AuditEvent,
  type AuditInput,
  EVENTS,
  type EventName,
  type EventObject,
  type EventOutcome,
  OBJECT_TYPES,
  type ObjectType,
  OUTCOMES,
  type Purged,
} from '../audit/log/event.ts';
export type { AuditLogOptions } from '../audit/log/open-state.ts';
export {
  DEFAULT_MINIMUM,
  type PurgeOptions,
  purgeLog,
  type Retention,
  type RetentionRule,
} from '../audit/log/purge.ts';
export { type AuditLogReader, type LogEntry, openLogReader } from '../audit/log/read-log.ts';
export type { AuditLogStore, LogBackend, LogHead } from '../audit/log/store.ts';
export { type FileLogStoreOptions, openFileLogStore } from '../stores/file/audit-log.ts';
export { createMemoryLogStore } from '../stores/memory/audit-log.ts';
