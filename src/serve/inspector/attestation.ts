/** A pasted attestation, for a person: its kind, who says it signed it, what it says. */
import { html } from 'hono/html';
import type { RejectedAttestation } from '../../audit/attestations/check-attestation.ts';
import type { DetectionAttestation } from '../../audit/attestations/detection.ts';
import {
  type InspectedAttestation,
  inspectAttestation,
} from '../../audit/attestations/inspect-attestation.ts';
import type { ScanAttestation } from '../../audit/attestations/scan.ts';
import { verifyAttestation } from '../../audit/attestations/verify-attestation.ts';
import { verifyScanAttestation } from '../../audit/attestations/verify-scan-attestation.ts';
import { encodeHex } from '../../format/bytes/bytes.ts';
import type { ApiSettings } from '../options.ts';
import { type Markup, shown, shownTime } from './shown.ts';

/** Longer texts and files are content: a statement over some ten thousand files is for the command. */
const MAX_BYTES = 1_048_576;

/** How an attestation begins, as bytes and as text; a mark begins alike. */
const BINARY = [0xd2, 0x84] as const;
const TEXT = /^\s*0oR[\w-]+\s*$/;

/** An attestation that was sent, and its reading. */
export interface SentAttestation {
  readonly given: Uint8Array | string;
  readonly found: InspectedAttestation;
}

/** The attestation that this text or file is, or `undefined`. */
export function asAttestation(sent: Uint8Array | string): SentAttestation | undefined {
  if (sent.length > MAX_BYTES) return undefined;
  const isBinary = typeof sent !== 'string' && BINARY.every((byte, at) => sent[at] === byte);
  const text = typeof sent === 'string' ? sent : new TextDecoder('latin1').decode(sent);
  if (!isBinary && !TEXT.test(text)) return undefined;
  const given = isBinary ? sent : text.trim();
  const found = inspectAttestation(given);
  return found.reason === undefined ? { given, found } : undefined;
}

/** What is known of its signature: this server knows one key of attestations, its own. */
type Check = 'verified' | 'unknown-key' | RejectedAttestation;

/** Checks the signature, where this server's own key may have made it. */
export async function checkSent(
  { given, found }: SentAttestation,
  { attestations, clock }: Pick<ApiSettings, 'attestations' | 'clock'>,
): Promise<Check> {
  if (attestations === undefined) return 'unknown-key';
  const { signer, solution } = attestations;
  const options = {
    keys: [{ publicKey: new Uint8Array(signer.publicKey), solutions: [solution] }],
    now: clock(),
  };
  const verify = found.kind === 'scan' ? verifyScanAttestation : verifyAttestation;
  const verdict = await verify(given, options);
  if (verdict.status === 'verified') return 'verified';
  return verdict.reason === 'unknown-key' ? 'unknown-key' : verdict;
}

const BADGES = {
  verified: ['✓', 'A signed statement of this server'],
  absent: ['–', 'A signed statement of somebody else'],
  rejected: ['✕', 'A statement whose signature does not hold'],
} as const;

function statusOf(check: Check): keyof typeof BADGES {
  if (check === 'verified') return check;
  return check === 'unknown-key' ? 'absent' : 'rejected';
}

/** The heading's text, also for the title of the page. */
export function attestationTitle(check: Check): string {
  return BADGES[statusOf(check)][1];
}

/** Renders it. */
export function renderAttestation({ found }: SentAttestation, check: Check): Markup {
  const status = statusOf(check);
  const [sign, title] = BADGES[status];
  const rows =
    found.kind === 'scan' ? scanRows(found.attestation) : detectionRows(found.attestation);
  return html`<section class="card verdict ${status}" aria-labelledby="result">
<h2 class="badge" id="result" tabindex="-1" autofocus><span aria-hidden="true">${sign} </span>${title}</h2>
<p class="summary">This is an attestation of a ${found.kind}, and no mark: what somebody says was found when they looked.</p>
${renderCheck(check)}
<h3>${status === 'verified' ? 'What it says' : 'What it claims, unverified'}</h3>
<table><tbody>${[...rows, ['Key', html`<code>${found.keyId}</code>`] as const].map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>
<div class="limits"><h3>What this does not prove</h3><p>That the look was good, or when it was made: the times are the signer’s own word. Nothing was compared with content or files here.</p></div>
</section>`;
}

function renderCheck(check: Check): Markup {
  if (check === 'verified')
    return html`<p>The key of this server signed it, and it has not been changed since.</p>`;
  if (check === 'unknown-key')
    return html`<p>Its key is none that this server knows, so its signature was not checked. Anyone can write a statement that claims anything. With the key of its signer, <code>contentmark attestation verify</code> checks it.</p>`;
  return html`<p>Reason: <code>${check.reason}</code>. Do not rely on a word of this.</p>`;
}

type Row = readonly [name: string, value: Markup];

function detectionRows(attestation: DetectionAttestation): readonly Row[] {
  const { result, findings, content, environment, software, detectedAt } = attestation;
  const rows: Row[] = [
    ['Result', shown(result)],
    ['Findings', listed(findings.map(({ technique, id }) => `${technique}: ${id}`))],
    ['Content', listed(content.map((digest) => `SHA-256 ${encodeHex(digest)}`))],
  ];
  if (environment !== undefined) rows.push(['Environment', shown(environment)]);
  return [...rows, ...whoRows(attestation, software), ['Detected', shownTime(detectedAt)]];
}

function scanRows(attestation: ScanAttestation): readonly Row[] {
  const { counts, scanned, inputs, notScanned, configuration, techniques } = attestation;
  const { block, warn, info, known } = counts;
  return [
    [
      'Result',
      shown(
        `${attestation.result} for ${attestation.environment}, by --fail-on ${attestation.failOn}`,
      ),
    ],
    ['Findings', shown(`${block} block, ${warn} warn, ${info} info; ${known} known by a baseline`)],
    [
      'By technique',
      listed(
        techniques.map(
          (one) => `${one.technique}: ${one.block} block, ${one.warn} warn, ${one.info} info`,
        ),
      ),
    ],
    ['Scanned', shown(`${scanned.records} records in ${scanned.files} files`)],
    [
      'Inputs',
      listed(
        inputs.map(
          ({ file, size, sha256 }) => `${file}, ${size} bytes, SHA-256 ${encodeHex(sha256)}`,
        ),
      ),
    ],
    [
      'Not scanned',
      listed(
        notScanned.map(
          ({ file, reason, records }) =>
            `${file}: ${reason}${records === undefined ? '' : `, ${records} records`}`,
        ),
      ),
    ],
    ['Steered by', listed(configuration.map(({ role, name }) => `${role} ${name}`))],
    ...whoRows(attestation, attestation.software),
    ['Scanned from', shownTime(attestation.startedAt)],
    ['until', shownTime(attestation.finishedAt)],
  ];
}

function whoRows(
  { solution, id }: DetectionAttestation | ScanAttestation,
  software: ScanAttestation['software'],
): readonly Row[] {
  return [
    ['Who says so', shown(solution)],
    [
      'Program',
      software === undefined ? html`not said` : shown(`${software.name} ${software.version}`),
    ],
    ['Id', html`<code>${id}</code>`],
  ];
}

/** Entries that are shown; the command shows all. */
const MAX_SHOWN = 50;

function listed(all: readonly string[]): Markup {
  if (all.length === 0) return html`none`;
  const more = all.length > MAX_SHOWN ? html`<li>and ${all.length - MAX_SHOWN} more</li>` : '';
  return html`<ul>${all.slice(0, MAX_SHOWN).map((one) => html`<li>${shown(one)}</li>`)}${more}</ul>`;
}
