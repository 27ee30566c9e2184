/** Reads the subject of a record, in the form in which the platform will store it. */
import { MAX_TEXT_BYTES } from '../../format/envelope/limits.ts';
import type { Cell, Problem, Row } from '../piece/piece.ts';
import type { CatalogMap, SubjectForm } from './map.ts';

/** What stands between a SKU and its store view in a subject. */
const SCOPE = ';store=';

/** The subject of a row, or why it has none. */
export function readSubject(row: Row, map: CatalogMap): string | Problem {
  const id = readIdentity(row.read(map.subject));
  if (id === undefined) return noSubject(`no text in ${JSON.stringify(map.subject[0])}`);
  const stored = formOf(id, map.subjectForm);
  if (typeof stored !== 'string') return stored;
  if (map.scope === undefined) return finish(map.subjectPrefix + stored);
  // Otherwise SKU "A;store=fr" of no store and SKU "A" of store "fr" would be one subject.
  if (stored.includes(SCOPE)) return noSubject(`${JSON.stringify(id)} contains "${SCOPE}"`);
  const scope = readIdentity(row.read(map.scope));
  const end = scope === undefined ? '' : SCOPE + scope.trim();
  return finish(map.subjectPrefix + stored + end);
}

/** Text, or a whole number that JSON can carry exactly. White space alone names nothing. */
function readIdentity(cell: Cell | undefined): string | undefined {
  const value = cell?.value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function formOf(id: string, form: SubjectForm): string | Problem {
  if (form === 'as-is') return id;
  if (form === 'trimmed') return id.trim();
  const handle = id.trim().toLowerCase().replace(/\s+/g, '-');
  if (/^[\p{L}\p{M}\p{N}_-]+$/u.test(handle)) return handle;
  return noSubject(
    `${JSON.stringify(id)} is not a handle that a shop can have: letters, digits and hyphens`,
  );
}

function finish(subject: string): string | Problem {
  if (!subject.isWellFormed()) return noSubject('the subject is not UTF-8');
  return Buffer.byteLength(subject) <= MAX_TEXT_BYTES
    ? subject
    : noSubject(`the subject is over ${MAX_TEXT_BYTES} bytes`);
}

function noSubject(detail: string): Problem {
  return { reason: 'no-subject', detail };
}
