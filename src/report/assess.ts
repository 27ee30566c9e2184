/** The rule of each measure that can be counted. The others wait for a person's statement. */
import { createDecider } from '../decide/policy/decide.ts';
import { POLICY_PLACES, type PolicyPlace } from '../decide/policy/decision.ts';
import type { Finding } from '../decide/policy/findings.ts';
import type { Policy } from '../decide/policy/policy.ts';
import { secondsOf } from './applicability.ts';
import type { ContentFacts, ContentKind } from './facts.ts';
import type { Assessment, Count, GapReportInput, GapStatus } from './report.ts';

/** From this day on others must be able to use the detection (Measure 3.4). */
const SIGNPOST_DUE = '2027-02-02';

/** A benchmark older than a year is no regular test. */
const FRESH_SECONDS = 366 * 86_400;

/** Assesses one measure; `undefined` where nothing was given that it could be counted from. */
type Rule = (input: GapReportInput) => Assessment | undefined;

/** Rules by the id of the measure. */
export const RULES: Readonly<Record<string, Rule>> = {
  'S1-M1.1': ({ facts, registry }) => {
    const { contents } = facts.value;
    if (contents === undefined || contents.every(({ generated }) => generated === 0))
      return undefined;
    const judged = contents.map(judgeLayers);
    const counts = judged.flatMap((one) => one.counts);
    if (registry !== undefined)
      counts.push({
        name: 'fingerprints in the registry, which are no layer',
        count: registry.value.entries,
      });
    const lacking = judged.filter(({ lacks }) => lacks > 0);
    const basis = [facts.name, ...(registry === undefined ? [] : [registry.name])];
    if (judged.every(({ isAsked }) => !isAsked))
      return say('out-of-scope', 'only data and very short texts were declared', counts, basis);
    return lacking.length === 0
      ? say(
          'marked',
          'every declared content has the layers that its kind calls for',
          counts,
          basis,
        )
      : say('gap', lacking.map(({ why }) => why).join('; '), counts, basis);
  },
  'S1-M2.1': ({ facts }) =>
    facts.value.detectionUrl === undefined
      ? say('gap', 'no place is declared where anybody can check marks', [], [facts.name])
      : say('marked', `declared: ${facts.value.detectionUrl}`, [], [facts.name]),
  'S1-M2.3': ({ scans = [], attestations = [] }) => {
    const looked = [...scans, ...attestations];
    if (looked.length === 0) return undefined;
    const names = looked.map(({ name }) => name);
    return say('marked', 'each finding of the scans given names its technique', [], names);
  },
  'S1-M3.2': (input) => citeBench(input, /false|differ|recall|finds|matches/i, 'error rates'),
  'S1-M3.3': (input) => citeBench(input, /edit|truncat|typo|stripped|case/i, 'what edits do'),
  'S1-M3.4': ({ facts, asOf }) => {
    if (facts.value.detectionUrl !== undefined)
      return say('marked', 'marks can name where they are checked', [], [facts.name]);
    const isDue = asOf >= secondsOf(SIGNPOST_DUE);
    const why = 'no place is declared that marks could name';
    return { ...say(isDue ? 'gap' : 'needs-assessment', why, [], [facts.name]), due: SIGNPOST_DUE };
  },
  'S1-M4.2': ({ benches = [], asOf }) => {
    if (benches.length === 0) return undefined;
    const isFresh = (date: string): boolean => Date.parse(date) / 1000 > asOf - FRESH_SECONDS;
    const fresh = benches.filter(({ value }) => isFresh(value.date)).length;
    const counts = [{ name: 'benchmark runs of the last year', count: fresh, of: benches.length }];
    const names = benches.map(({ name }) => name);
    return fresh > 0
      ? say('marked', 'runs are cited below, with their days', counts, names)
      : say('gap', 'the last run is older than a year', counts, names);
  },
  'S2-M1.2': ({ facts }) => {
    const { disclosures, images } = facts.value;
    if (disclosures === undefined && images === undefined) return undefined;
    const counts: Count[] = [];
    const lacks: string[] = [];
    let isOpen = false;
    if (disclosures !== undefined) {
      const { required, shown } = disclosures;
      counts.push({ name: 'disclosures shown', count: shown, of: required });
      if (shown < required) lacks.push(`${required - shown} disclosures are not shown`);
    }
    if (images !== undefined) {
      const { generated, assessed, deepFakes, disclosed } = images;
      counts.push(
        { name: 'generated pictures assessed', count: assessed, of: generated },
        { name: 'deep fakes disclosed', count: disclosed, of: deepFakes },
      );
      if (disclosed < deepFakes)
        lacks.push(`${deepFakes - disclosed} deep fakes are not disclosed`);
      isOpen = assessed < generated;
    }
    if (lacks.length > 0) return say('gap', lacks.join('; '), counts, [facts.name]);
    if (isOpen)
      return say('needs-assessment', 'pictures wait for a person to assess them', counts, [
        facts.name,
      ]);
    return say('marked', 'what is called for is declared as shown', counts, [facts.name]);
  },
  'S2-M2.3': ({ facts, asOf }) => {
    const { mislabelled } = facts.value;
    if (mislabelled === undefined) return undefined;
    const { received, open, oldestOpen } = mislabelled;
    const counts: Count[] = [
      { name: 'reports of wrong labels that are open', count: open, of: received },
    ];
    if (oldestOpen !== undefined && open > 0) {
      const days = Math.max(0, Math.floor((asOf - secondsOf(oldestOpen)) / 86_400));
      counts.push({ name: 'days that the oldest is open', count: days });
    }
    return open === 0
      ? say('marked', 'no report is open', counts, [facts.name])
      : say('gap', 'reports are open', counts, [facts.name]);
  },
  'S2-C4': ({ facts }) => {
    const { publicTexts } = facts.value;
    if (publicTexts === undefined) return undefined;
    const { unlabelled, reviewed, responsible } = publicTexts;
    const counts = [
      { name: 'texts without a label that were reviewed', count: reviewed, of: unlabelled },
    ];
    return reviewed === unlabelled
      ? say('marked', `${responsible} answers for them`, counts, [facts.name])
      : say('gap', `${unlabelled - reviewed} have neither label nor review`, counts, [facts.name]);
  },
  'PCI-6.5.3': ({ policy }) => {
    if (policy === undefined) return undefined;
    const stopping = POLICY_PLACES.filter((place) => stopsTestData(policy.value, place));
    const counts = [
      {
        name: 'places in production where the policy stops listed test data',
        count: stopping.length,
        of: POLICY_PLACES.length,
      },
    ];
    const open = POLICY_PLACES.filter((place) => !stopping.includes(place));
    return open.length > 0
      ? say('gap', `the policy lets listed test data pass at: ${open.join(', ')}`, counts, [
          policy.name,
        ])
      : say(
          'needs-assessment',
          'who has access to which environment is for a person to say',
          counts,
          [policy.name],
        );
  },
  'PCI-6.5.6': ({ attestations = [] }) => {
    const live = attestations.filter(({ value }) => value.environment === 'production');
    if (live.length === 0) return undefined;
    const counts = live.flatMap(({ name, value }): Count[] => [
      { name: `${name}: findings that must not ship`, count: value.counts.block },
      { name: `${name}: known by a baseline`, count: value.counts.known },
      { name: `${name}: not scanned`, count: value.counts.notScanned },
      { name: `${name}: records scanned`, count: value.scanned.records },
    ]);
    const names = live.map(({ name }) => name);
    const records = live.reduce((all, { value }) => all + value.scanned.records, 0);
    if (records === 0) return say('not-measured', 'nothing was scanned', counts, names);
    const stopped = live.filter(({ value }) => value.result === 'stopped').length;
    if (stopped > 0)
      return say('gap', `${stopped} of ${live.length} attested scans were stopped`, counts, names);
    return live.some(({ value }) => value.counts.known > 0)
      ? say(
          'needs-assessment',
          'a baseline hides findings: a person says that they may ship',
          counts,
          names,
        )
      : say('marked', `${live.length} attested scans for production passed`, counts, names);
  },
  'FTC-465.2': ({ facts }) => {
    const { reviews } = facts.value;
    if (reviews === undefined) return undefined;
    const { synthetic, shown } = reviews;
    const counts = [
      { name: 'reviews without a customer that are shown', count: shown, of: synthetic },
    ];
    return shown === 0
      ? say('marked', 'none is declared as shown', counts, [facts.name])
      : say('gap', `${shown} are shown; a label does not mend that`, counts, [facts.name]);
  },
};

/** Whether a datum of a published list of test data is kept out of a place of production. */
function stopsTestData(policy: Policy, place: PolicyPlace): boolean {
  const finding: Finding = {
    path: '',
    technique: 'marker',
    id: 'card.test',
    severity: 'block',
    reason: 'an entry of a published list of test data',
  };
  const { action } = createDecider(policy, { place, environment: 'production' })({
    verdict: undefined,
    findings: [finding],
  });
  return action === 'hide' || action === 'block';
}

function say(
  status: GapStatus,
  reason: string,
  counts: readonly Count[],
  basis: readonly string[],
): Assessment {
  return { status, reason, counts, basis };
}

/** Layers by kind: metadata and watermark, a watermark alone, or none. */
const ASKED: Readonly<Record<ContentKind, readonly ('metadata' | 'watermark')[]>> = {
  'containerised-text': ['metadata', 'watermark'],
  image: ['metadata', 'watermark'],
  'free-text': ['watermark'],
  'very-short-text': [],
  data: [],
};

const WHY_NONE: Partial<Readonly<Record<ContentKind, string>>> = {
  'very-short-text': 'too short for a watermark',
  data: 'exchanged by machines',
};

function judgeLayers(content: ContentFacts): {
  readonly isAsked: boolean;
  readonly lacks: number;
  readonly why: string;
  readonly counts: readonly Count[];
} {
  const { kind, generated, reliedOn } = content;
  const asked = ASKED[kind];
  if (asked.length === 0) {
    const counts = [{ name: `${kind}: no layer asked for, ${WHY_NONE[kind]}`, count: generated }];
    return { isAsked: false, lacks: 0, why: '', counts };
  }
  // A watermark of others counts where somebody says whose it is and when it was last checked.
  const held = {
    metadata: content.metadata,
    watermark: reliedOn === undefined ? 0 : content.watermark,
  };
  const counts: Count[] = asked.map((layer) => ({
    name: `${kind}: ${layer}${layer === 'watermark' && reliedOn ? ` (${reliedOn.name}, checked ${reliedOn.checkedOn})` : ''}`,
    count: held[layer],
    of: generated,
  }));
  if (kind === 'free-text' && content.metadata > 0)
    counts.push({
      name: 'free-text: signed metadata, which is no layer here',
      count: content.metadata,
      of: generated,
    });
  const full = asked.filter((layer) => held[layer] === generated).length;
  const lacks = asked.length - full;
  return { isAsked: true, lacks, why: `${kind}: ${full} of ${asked.length} layers on all`, counts };
}

/** Rates of a benchmark stand in its notes, in its own words. */
function citeBench(
  { benches = [] }: GapReportInput,
  pattern: RegExp,
  what: string,
): Assessment | undefined {
  const telling = benches.filter(({ value }) => value.notes.some((note) => pattern.test(note)));
  if (telling.length === 0) return undefined;
  const runs = telling.map(({ sha256, value }) => `${runOf(sha256)} of ${value.date.slice(0, 10)}`);
  const names = telling.map(({ name }) => name);
  return say('marked', `${what}: run ${runs.join(', ')}, cited below`, [], names);
}

/** How a benchmark run is cited. */
export function runOf(sha256: string): string {
  return sha256.slice(0, 16);
}
