/**
 * The table of a product's signed parts, with their names and profiles. REST, GraphQL and import
 * CSV share it, so that a mark made from one of them holds for the others.
 */

/** How one part is read, and from where. */
export interface PartRule {
  readonly profile: 'text' | 'html';
  /** The attribute's code, which is also the column of the import CSV and the part's name. */
  readonly attribute: PartName;
  /** Whether GraphQL gives it as `{ html }`, with its directives filled in. */
  readonly isComplexText: boolean;
}

/** The parts by name. */
export const PART_NAMES = [
  'name',
  'description',
  'short_description',
  'meta_title',
  'meta_description',
] as const;

/** One of {@link PART_NAMES}. */
export type PartName = (typeof PART_NAMES)[number];

/** By the name of the part, in the order they are signed. */
export const PART_RULES: Readonly<Record<PartName, PartRule>> = /* @__PURE__ */ Object.freeze({
  name: { profile: 'text', attribute: 'name', isComplexText: false },
  description: { profile: 'html', attribute: 'description', isComplexText: true },
  short_description: { profile: 'html', attribute: 'short_description', isComplexText: true },
  meta_title: { profile: 'text', attribute: 'meta_title', isComplexText: false },
  meta_description: { profile: 'text', attribute: 'meta_description', isComplexText: false },
});
