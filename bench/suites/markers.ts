/**
 * Test data in real catalogues: how often a marker is wrong, by severity, and how long a record
 * takes, against reading the same record from JSON. The goal is none at severity `block`.
 */
import { importEntry } from '../built-entry.ts';
import { at, require } from '../inputs.ts';
import {
  type Catalogue,
  type CatalogueFinding,
  hasLargerCatalogues,
  lookThrough,
  readCatalogues,
} from '../real-catalogues.ts';
import type { Case, Contest, Suite } from '../suite.ts';

type Detect = typeof import('contentmark/detect');

const SEVERITIES = ['block', 'warn', 'info'] as const;

/** Records of a catalogue, in turn. */
function looking(catalogue: Catalogue, detect: ReturnType<Detect['createDetector']>): Case {
  const { name, records } = catalogue;
  return {
    name: `detect ${name}`,
    run(turn) {
      require(detect(at(records, turn)).isComplete);
    },
  };
}

/** The least that anybody does with a record. */
function parsing({ name, records }: Catalogue): Case {
  const texts = records.map((record) => JSON.stringify(record));
  return {
    name: `parse ${name}`,
    run(turn) {
      require(JSON.parse(at(texts, turn)) !== undefined);
    },
  };
}

function count(findings: readonly CatalogueFinding[]): string {
  const numbers = SEVERITIES.map(
    (severity) => `${severity} ${findings.filter((one) => one.severity === severity).length}`,
  );
  return numbers.join(', ');
}

function describe({ catalogue, record, path, id, known }: CatalogueFinding): string {
  return `${catalogue}, record ${record}, ${path}: ${id}${known === undefined ? '' : ` (${known})`}`;
}

function tell(catalogues: readonly Catalogue[], findings: readonly CatalogueFinding[]): string[] {
  const wrong = findings.filter(({ known }) => known === undefined);
  const blocking = findings.filter(({ severity }) => severity === 'block');
  const records = catalogues.reduce((sum, one) => sum + one.records.length, 0);
  const where = hasLargerCatalogues()
    ? 'with those beside the project'
    : 'the bundled one only: none stands beside the project';
  return [
    `False positives in ${records} records of ${catalogues.length} catalogues (${where}): ${count(wrong)}. Goal: block 0.`,
    ...catalogues.map(({ name, records: all }) => {
      const own = wrong.filter(({ catalogue }) => catalogue === name);
      const known = findings.filter((one) => one.catalogue === name && one.known !== undefined);
      return `${name}: ${all.length} records, false ${count(own)}; true ${count(known)}`;
    }),
    `Rows at severity block: ${blocking.length === 0 ? 'none' : ''}`,
    ...blocking.map(describe),
    'False at severity warn and info:',
    ...wrong.filter(({ severity }) => severity !== 'block').map(describe),
  ];
}

/** Filled when the catalogues have been looked through. */
const notes: string[] = [
  'detect: a detector of all markers of test data, over a record that has been parsed. parse: JSON.parse of the same record.',
];

export const suite: Suite = {
  name: 'markers',
  notes,
  async prepare({ short }): Promise<readonly Contest[]> {
    const { createDetector } = await importEntry<Detect>('detect');
    const detector = createDetector();
    const catalogues = readCatalogues();
    notes.push(...tell(catalogues, lookThrough(catalogues, detector)));
    return catalogues
      .filter(({ records }) => records.length > 50)
      .map((catalogue) => ({
        cases: [looking(catalogue, detector), parsing(catalogue)],
        turns: short ? 32 : 256,
        ratios: [[`detect ${catalogue.name}`, `parse ${catalogue.name}`]],
      }));
  },
};
