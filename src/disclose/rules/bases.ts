/**
 * The closed list of reasons for disclosure decisions, each with the clause it rests on, the date
 * from which that holds, and how the clause was read. None of this is legal advice or a statement
 * of conformity.
 */

/** Every basis of a decision. */
export const DISCLOSURE_BASES = [
  /** A review that no customer wrote is banned; a label does not cure it. */
  'synthetic-review',
  /** Marked as fixture, seed, demo or canary: not content for the public. */
  'test-data',
  /** The mark states a source type without AI. */
  'not-ai-made',
  /** The source type allows for AI and for none. */
  'source-type-unclear',
  /** Neither the mark nor the caller says what the label would stand beside. */
  'kind-not-stated',
  /** The mark names no claim topics, not even `none`. */
  'topics-not-stated',
  /** Art. 50 does not apply yet on this date. */
  'eu-not-yet-applicable',
  /** Art. 50(4) binds deployers, and the caller is a provider only. */
  'eu-deployers-only',
  /** Prices, addresses, orders and their like are not text published to inform the public. */
  'eu-record',
  /** Text on matters of public interest, by its claim topics or by a person's answer. */
  'eu-public-interest',
  /** Such text, reviewed by a person who answers for it, unchanged since. */
  'eu-human-review',
  /** A review is claimed, and what it covered was not compared with what is shown. */
  'eu-review-unchecked',
  /** Product copy without health, consumer-safety or sustainability claims. */
  'eu-product-copy',
  /** A claim topic that the Guidelines do not name. */
  'eu-topic-not-named',
  /** Text of a page or message, and nobody says whether it informs on public matters. */
  'eu-purpose-not-stated',
  /** A person says that the text does not inform on matters of public interest. */
  'eu-not-public-interest',
  /** A person assessed the image as a deep fake. */
  'eu-deep-fake',
  /** A person assessed the image as none. */
  'eu-not-deep-fake',
  /** Nobody assessed the image. */
  'eu-deep-fake-not-assessed',
  /** The machine-readable mark is owed by the provider of the system. */
  'eu-provider-marks',
  /** The caller is a deployer, who owes no machine-readable mark. */
  'eu-deployer-keeps-marks',
  /** The system was placed on the market before 2 August 2026: owed from 2 December 2026. */
  'eu-transition',
  /** Within the transition, and nobody says when the system was placed on the market. */
  'eu-placed-on-market-not-stated',
  /** Short sequences: captions and alt text. */
  'eu-short-text',
  /** Data that machines exchange. */
  'eu-data',
  /** The Act is not operative yet on this date. */
  'ca-not-yet-operative',
  /** Image, video and audio only. */
  'ca-text-not-covered',
  /** Until 29 September 2026 a covered provider offers its users a visible label. */
  'ca-manifest-option',
  /** Since 30 September 2026 the Act asks for no visible label. */
  'ca-no-visible-label',
  /** The latent disclosure is owed by the provider of the system. */
  'ca-deployer',
  /** Whether the caller is a covered provider is for the caller to say. */
  'ca-covered-provider-not-stated',
  /** A covered provider owes a latent disclosure. */
  'ca-latent-disclosure',
  /** The Measures do not apply yet on this date. */
  'cn-not-yet-in-force',
  /** Who provides a generation service adds the explicit label. */
  'cn-explicit-label',
  /** Who publishes declares it to the platform; on a shop of one's own that is judged. */
  'cn-publisher',
  /** Who provides a generation service adds the implicit label to file metadata. */
  'cn-implicit-label',
  /** AI-made titles and descriptions go into the structured attributes. */
  'google-structured-text',
  /** AI-made images keep their IPTC digital source type. */
  'google-image-metadata',
  /** Merchant Center asks for no visible label, and for nothing else about this kind. */
  'google-no-rule',
] as const;

/** One of {@link DISCLOSURE_BASES}. */
export type DisclosureBasis = (typeof DISCLOSURE_BASES)[number];

/** Where a basis comes from. */
export interface Source {
  /** Instrument and clause. */
  readonly clause: string;
  /** From when it holds or was published, `YYYY-MM-DD`. */
  readonly since: string;
  /**
   * How the clause was read: `quoted` (its wording, as quoted by another source), `summary`
   * (told by another source) or `own` (no clause: a rule of this package).
   */
  readonly read: 'quoted' | 'summary' | 'own';
}

const AI_ACT = 'Regulation (EU) 2024/1689';
const GUIDELINES = 'Commission Guidelines C(2026) 5054';
const CALIFORNIA = 'Cal. Bus. & Prof. Code';
const SB_1000 = 'as amended by SB 1000 (Stats. 2026, ch. 861)';
const MEASURES = 'Measures for Labelling AI-Generated Synthetic Content (China)';

const quoted = (clause: string, since: string): Source => ({ clause, since, read: 'quoted' });
const summary = (clause: string, since: string): Source => ({ clause, since, read: 'summary' });
const OWN: Source = { clause: 'contentmark: facts are missing', since: '2026-11-23', read: 'own' };

/** The source of each basis. */
export const SOURCE_OF: Readonly<Record<DisclosureBasis, Source>> = /* @__PURE__ */ Object.freeze({
  'synthetic-review': quoted('16 CFR 465.2', '2024-10-21'),
  'test-data': OWN,
  'not-ai-made': quoted(`${AI_ACT} Art. 50(2) and (4)`, '2026-08-02'),
  'source-type-unclear': OWN,
  'kind-not-stated': OWN,
  'topics-not-stated': OWN,
  'eu-not-yet-applicable': quoted(`${AI_ACT} Art. 113`, '2026-08-02'),
  'eu-deployers-only': quoted(`${AI_ACT} Art. 50(4)`, '2026-08-02'),
  'eu-record': quoted(`${AI_ACT} Art. 50(4)`, '2026-08-02'),
  'eu-public-interest': quoted(`${AI_ACT} Art. 50(4), second subparagraph`, '2026-08-02'),
  'eu-human-review': quoted(`${GUIDELINES} paras 133-138`, '2026-07-20'),
  'eu-review-unchecked': quoted(`${GUIDELINES} para 136`, '2026-07-20'),
  'eu-product-copy': quoted(`${GUIDELINES} s. 6.2.1`, '2026-07-20'),
  'eu-topic-not-named': quoted(`${GUIDELINES} s. 6.2.1`, '2026-07-20'),
  'eu-purpose-not-stated': quoted(`${GUIDELINES} s. 6.2.1`, '2026-07-20'),
  'eu-not-public-interest': quoted(`${AI_ACT} Art. 50(4), second subparagraph`, '2026-08-02'),
  'eu-deep-fake': quoted(`${AI_ACT} Art. 3(60) and 50(4)`, '2026-08-02'),
  'eu-not-deep-fake': quoted(`${AI_ACT} Art. 3(60) and 50(4)`, '2026-08-02'),
  'eu-deep-fake-not-assessed': quoted(`${AI_ACT} Art. 3(60) and 50(4)`, '2026-08-02'),
  'eu-provider-marks': quoted(`${AI_ACT} Art. 50(2)`, '2026-08-02'),
  'eu-deployer-keeps-marks': quoted(`${AI_ACT} Art. 50(2)`, '2026-08-02'),
  'eu-transition': quoted(
    `${AI_ACT} Art. 111(4), added by Regulation (EU) 2026/1744`,
    '2026-07-27',
  ),
  'eu-placed-on-market-not-stated': quoted(`${AI_ACT} Art. 111(4)`, '2026-07-27'),
  'eu-short-text': quoted(`${GUIDELINES} para 68`, '2026-07-20'),
  'eu-data': quoted(`${GUIDELINES} paras 63-68`, '2026-07-20'),
  'ca-not-yet-operative': quoted(`${CALIFORNIA} § 22757.6`, '2026-08-02'),
  'ca-text-not-covered': quoted(`${CALIFORNIA} § 22757.3`, '2026-08-02'),
  'ca-manifest-option': quoted(`${CALIFORNIA} § 22757.3(a), until SB 1000`, '2026-08-02'),
  'ca-no-visible-label': summary(`${CALIFORNIA} § 22757.3, ${SB_1000}`, '2026-09-30'),
  'ca-deployer': quoted(`${CALIFORNIA} § 22757.3`, '2026-08-02'),
  'ca-covered-provider-not-stated': quoted(`${CALIFORNIA} § 22757.1`, '2026-08-02'),
  'ca-latent-disclosure': quoted(`${CALIFORNIA} § 22757.3`, '2026-08-02'),
  'cn-not-yet-in-force': quoted(`${MEASURES} Art. 14`, '2025-09-01'),
  'cn-explicit-label': quoted(`${MEASURES} Art. 4`, '2025-09-01'),
  'cn-publisher': quoted(`${MEASURES} Art. 10`, '2025-09-01'),
  'cn-implicit-label': quoted(`${MEASURES} Art. 5`, '2025-09-01'),
  'google-structured-text': quoted(
    'Google Merchant Center product data specification: structured_title, structured_description',
    '2024-04-01',
  ),
  'google-image-metadata': quoted(
    'Google Merchant Center product data specification: image_link',
    '2024-02-01',
  ),
  'google-no-rule': quoted('Google Merchant Center product data specification', '2024-04-01'),
});
