/** `contentmark/records`: any file as a stream of records with their places. Re-exports only. */
export {
  type Assembler,
  bytesOf,
  type CatalogRecord,
  createAssembler,
  type Item,
  type RecordPlace,
} from '../records/catalog/assemble.ts';
export {
  type CarrierSpec,
  type CatalogMap,
  type EachRow,
  type PartSpec,
  readMap,
  SUBJECT_FORMS,
  type SubjectForm,
} from '../records/catalog/map.ts';
export { createMarkCell, type MarkCell } from '../records/catalog/mark-cell.ts';
export { makeEmptyPart } from '../records/catalog/part-content.ts';
export {
  type ContentMaker,
  loadProfiles,
  nameOfProfile,
  PROFILE_NAMES,
  type ProfileName,
} from '../records/catalog/profiles.ts';
export { FORMATS, type Format, formatOfName } from '../records/format.ts';
export { type OpenOptions, openRecords, type RecordStream } from '../records/open-records.ts';
export { findName, nearestName } from '../records/piece/fields.ts';
export { InputError } from '../records/piece/input-error.ts';
export {
  BROKEN_REASONS,
  type BrokenReason,
  type Cell,
  type Field,
  MAX_RECORD_BYTES,
  type Piece,
  type Place,
  type Problem,
  type Row,
} from '../records/piece/piece.ts';
export { decodeDamaged, decodeUtf8 } from '../records/piece/utf8.ts';
export { type CollectedSettings, collectSettings } from '../records/settings/collect-settings.ts';
export type { TextDocument } from '../records/source/documents.ts';
