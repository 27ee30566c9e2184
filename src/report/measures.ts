/**
 * The measures that a gap report goes through: all of the EU Code of Practice on Transparency of
 * AI-Generated Content (final text of 10 June 2026), then what shops are asked for elsewhere. Titles are
 * this package's own words and no quotation; who needs the wording reads the Code.
 */

/** How binding a measure is for those who signed the Code, or where it comes from. */
export type MeasureLevel = 'will' | 'encouraged' | 'may' | 'standard' | 'law';

/** Whom a measure speaks to. */
export type MeasureRole = 'provider' | 'deployer' | 'any';

/** One measure. */
export interface Measure {
  readonly id: string;
  readonly instrument: string;
  readonly level: MeasureLevel;
  readonly role: MeasureRole;
  readonly title: string;
}

/** The day of the catalogue, so that two reports by different ones are not compared by mistake. */
export const CATALOGUE = '2026-12-01';

const CODE = 'EU Code of Practice, Section';

function section(
  number: 1 | 2,
  role: MeasureRole,
  rows: readonly (readonly [id: string, level: MeasureLevel, title: string])[],
): readonly Measure[] {
  const instrument = `${CODE} ${number}`;
  return rows.map(([id, level, title]) => ({
    id: `S${number}-${id}`,
    instrument,
    level,
    role,
    title,
  }));
}

/** All measures, in the order of the report. */
export const MEASURES: readonly Measure[] = [
  ...section(1, 'provider', [
    ['M1.1', 'will', 'Outputs carry as many machine-readable layers as their kind calls for'],
    ['M1.2', 'will', 'Marks on inputs are kept, and no tool is offered for taking marks away'],
    ['M1.3', 'encouraged', 'Marks name the system, its provider and the time'],
    ['M1.4', 'encouraged', 'The system offers its users a visible label'],
    ['M2.1', 'will', 'A means to find the marks is offered, free and without keeping what is sent'],
    ['M2.2', 'may', 'Content whose mark was taken away is looked for by other means'],
    ['M2.3', 'will', 'A result says which technique it rests on, in plain words'],
    ['M2.4', 'encouraged', 'Documentation helps others to choose and use marks and detection'],
    ['M3.1', 'will', 'People can tell the marked content from other content'],
    ['M3.2', 'will', 'Error rates are known, by kind and length of content'],
    ['M3.3', 'will', 'What common changes and attacks do to marks is known'],
    ['M3.4', 'will', 'Others can find and use the detection: from 2 February 2027'],
    ['M3.5', 'encouraged', 'Work that improves the state of the art is supported'],
    ['M4.1', 'will', 'How these measures are met is written down and kept up to date'],
    ['M4.2', 'will', 'Marks and detection are tested before the market and regularly'],
    ['M4.3', 'will', 'People with these duties are trained'],
    ['M4.4', 'will', 'Authorities are given documents and access on request'],
  ]),
  ...section(2, 'deployer', [
    ['M1.1', 'will', 'Disclosures to people follow the design of the icon or an equal label'],
    ['M1.2', 'will', 'Disclosures are seen at first contact, without a click'],
    ['M1.3', 'encouraged', 'Work on the common icon is supported'],
    ['M2.1', 'will', 'How disclosures are made is written down'],
    ['M2.2', 'will', 'People who publish know when to disclose'],
    ['M2.3', 'will', 'Reported wrong labels are mended without delay'],
    ['C3', 'will', 'Deep fakes in works of art are disclosed without spoiling the work'],
    [
      'C4',
      'will',
      'Text on public matters without a label was reviewed by a person who answers for it',
    ],
  ]),
  {
    id: 'PCI-6.5.3',
    instrument: 'PCI DSS 4.0.1 6.5.3, ISO/IEC 27001 A.8.31',
    level: 'standard',
    role: 'any',
    title: 'Production is kept apart from other environments',
  },
  {
    id: 'PCI-6.5.6',
    instrument: 'PCI DSS 4.0.1 6.5.6',
    level: 'standard',
    role: 'any',
    title: 'Test data and test accounts are gone before data goes into production',
  },
  {
    id: 'FTC-465.2',
    instrument: '16 CFR 465.2 (United States)',
    level: 'law',
    role: 'any',
    title: 'No review is shown of a customer who does not exist',
  },
];
