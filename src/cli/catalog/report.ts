/** The report of a catalogue command: records with a finding, and facts about the file. */

import type { Catalog, UncoveredPart } from 'contentmark/records';
import { printableNumber } from '../../printable.ts';
import type { Io } from '../terminal/io.ts';
import { createReport, type Report } from '../terminal/report.ts';

/** A record that is not as it should be. */
export interface Finding {
  /** From 1. */
  readonly record: number;
  /** Where it stands, in a file. */
  readonly line?: number;
  readonly subject?: string;
  readonly status: 'rejected' | 'absent' | 'broken';
  readonly reason?: string;
  readonly detail?: string;
  readonly parts: readonly { readonly name: string; readonly result: string }[];
}

/** A report for people or for machines: `{ "records": […], "counts": {…} }`. */
export function createCatalogReport(io: Io, isJson: boolean): Report<Finding> {
  return createReport<Finding>(io, isJson, {
    list: 'records',
    toJson: (finding) => finding,
    what: ({ status, reason }) => (reason === undefined ? status : `${status} ${reason}`),
    where({ record, line, subject, detail }) {
      const place = [
        `record ${record}`,
        ...(line === undefined ? [] : [`line ${line}`]),
        ...(subject === undefined ? [] : [subject]),
      ].join(', ');
      return detail === undefined ? place : `${place}: ${detail}`;
    },
    isMild: ({ status }) => status === 'absent',
    hidesZeros: false,
  });
}

/** Facts about the file as a whole. */
export interface FileFacts {
  /** What divides the cells, where it is not a comma. */
  readonly delimiter?: string;
  /** Parts of the map that the file has no column for, so that no mark of it covers them. */
  readonly partsWithoutColumn?: readonly UncoveredPart[];
  /** Lines that belong to a record and that no part of the map is made of. */
  readonly linesPassedOver?: number;
}

/** The facts that a report tells, of a catalogue that has been read. */
export function describeFile({ delimiter, uncovered, passedOver }: Catalog): FileFacts {
  return {
    ...(delimiter !== undefined && delimiter !== ',' && { delimiter }),
    ...(uncovered.length > 0 && { partsWithoutColumn: uncovered }),
    ...(passedOver > 0 && { linesPassedOver: passedOver }),
  };
}

/** The facts that people are told below the counts. */
export function factsInWords({
  delimiter,
  partsWithoutColumn = [],
  linesPassedOver,
}: FileFacts): string[] {
  const divided = delimiter === undefined ? [] : [`cells divided by ${JSON.stringify(delimiter)}`];
  const uncovered = partsWithoutColumn.map(({ part, near }) => {
    const hint = near === undefined ? '' : ` (is it ${JSON.stringify(near)}?)`;
    return `not covered: ${part}, no column for it${hint}`;
  });
  const passedOver =
    linesPassedOver === undefined
      ? []
      : [
          `not covered: ${printableNumber(linesPassedOver)} lines that belong to a record (__parentId)`,
        ];
  return [...divided, ...uncovered, ...passedOver];
}
