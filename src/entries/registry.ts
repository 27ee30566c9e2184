/**
 * `contentmark/registry`: remembers fingerprints of what was signed, to recognise it without its
 * mark. Re-exports only.
 */
export {
  type Erasure,
  MAX_DISTANCE,
  MAX_MATCHES,
  type NearFingerprint,
  type NearKind,
  type Query,
  type Registry,
  type RegistryEntry,
  type RegistryMatch,
  type RegistryStatistics,
} from '../detect/registry/entry.ts';
export {
  entriesOf,
  fingerprintText,
  queryOf,
  type StatementTerms,
} from '../detect/registry/fingerprint.ts';
export { fingerprintImage, queryOfImage } from '../detect/registry/image.ts';
export {
  createRegistryDetector,
  type Recognised,
  type RegistryDetector,
  type RegistryDetectorOptions,
  recognize,
} from '../detect/registry/recognize.ts';
export { distance, type Hash64, MIN_WORDS } from '../detect/registry/simhash.ts';
export {
  nearOf,
  SOFT_BINDING_ALGORITHMS,
  softBindingsOf,
} from '../detect/registry/soft-binding.ts';
export { type FileRegistryOptions, openFileRegistry } from '../stores/file/registry.ts';
export { createMemoryRegistry } from '../stores/memory/registry.ts';
