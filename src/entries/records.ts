/**
 * `contentmark/records`: reads any supported file as a stream of records with their places.
 * Re-exports only.
 */

export { decodeUtf8 } from '../format/bytes/utf8.ts';
export type { UncoveredPart } from '../records/catalog/coverage.ts';
export type {
  CatalogRecord,
  Item,
  RecordPlace,
} from '../records/catalog/items.ts';
export {
  type CarrierSpec,
  type CatalogMap,
  type EachRow,
  type PartSpec,
  readMap,
  SUBJECT_FORMS,
  type SubjectForm,
} from '../records/catalog/map.ts';
export type { MarkCell } from '../records/catalog/mark-cell.ts';
export { type Catalog, type CatalogOptions, openCatalog } from '../records/catalog/open-catalog.ts';
export {
  type ContentMaker,
  loadProfiles,
  nameOfProfile,
  PROFILE_NAMES,
  type ProfileName,
} from '../records/catalog/profiles.ts';
export { FORMATS, type Format, formatOfName } from '../records/format.ts';
export { type OpenOptions, openRecords, type RecordStream } from '../records/open-records.ts';
export { InputError } from '../records/piece/input-error.ts';
export {
  BROKEN_REASONS,
  type BrokenPiece,
  type BrokenReason,
  type Cell,
  type ColumnNames,
  MAX_RECORD_BYTES,
  type Piece,
  type Place,
  type Problem,
  type Row,
  type RowPiece,
} from '../records/piece/piece.ts';
export { decodeDamaged } from '../records/piece/utf8.ts';
export { type CollectedSettings, collectSettings } from '../records/settings/collect-settings.ts';
export type { TextDocument } from '../records/source/documents.ts';
