/** Workbooks made of texts: as small as what Excel opens. */
import { zip } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

type Cells = readonly (string | { readonly number: string })[];

/** A workbook of sheets by their names; each is rows of cells. */
export function workbook(sheets: Readonly<Record<string, readonly Cells[]>>): Uint8Array {
  const names = Object.keys(sheets);
  const list = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`);
  const targets = names.map(
    (_, at) =>
      `<Relationship Id="r${at}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
  );
  return zip([
    ['[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"/>`],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${list.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${targets.join('')}</Relationships>`,
    ],
    ...names.map((name, at): [string, string] => [
      `xl/worksheets/sheet${at}.xml`,
      `<worksheet xmlns="${MAIN}"><sheetData>${(sheets[name] ?? []).map(rowOf).join('')}</sheetData></worksheet>`,
    ]),
  ]);
}

function rowOf(cells: Cells, index: number): string {
  return `<row r="${index + 1}">${cells.map((cell, at) => cellOf(cell, `${columnOf(at)}${index + 1}`)).join('')}</row>`;
}

function cellOf(cell: Cells[number], at: string): string {
  if (typeof cell !== 'string') return `<c r="${at}"><v>${cell.number}</v></c>`;
  const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function columnOf(at: number): string {
  return (at >= 26 ? columnOf(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}
