/**
 * Renders what was found: the verdict, what the mark says, what was checked, and what that does not
 * prove.
 */

import { html } from 'hono/html';
import { encodeBase64url } from '../../format/bytes/base64url.ts';
import { encodeHex } from '../../format/bytes/bytes.ts';
import { explain } from '../../verify/explain.ts';
import { type Inspected, type Inspection, inspect } from '../../verify/inspect.ts';
import type { Verdict } from '../../verify/verdict.ts';
import type { CheckedMark } from '../check-marks.ts';
import type { Found } from '../detect.ts';
import { renderFindings } from './findings.ts';
import { type Markup, shown, shownTime } from './shown.ts';
import { AXES, BADGES, PARTS, STATES } from './words.ts';

/** What the page shows of an answer. */
export interface Shown {
  readonly found: Found;
  /** Whether there was content to compare with the mark. */
  readonly hasContent: boolean;
  readonly environment: string;
}

type Claims = Inspected['claims'];

/** The heading's text, also for the title of the page. */
export function titleOf(answer: Shown): string {
  if (answer.found.result === 'not-readable') return 'Not all could be looked through';
  return isMarkOnly(answer) ? 'What the mark says' : BADGES[statusOf(answer.found)][1];
}

/** Whether there is a mark and no content to compare it with. */
function isMarkOnly({ found, hasContent }: Shown): boolean {
  return !hasContent && found.marks.length > 0;
}

/** Renders an answer. */
export function renderResult(answer: Shown): Markup {
  const { found, environment } = answer;
  const status = isMarkOnly(answer) ? 'absent' : statusOf(found);
  const [sign] = BADGES[status];
  return html`<section class="card verdict ${status}" aria-labelledby="result">
<h2 class="badge" id="result" tabindex="-1" autofocus><span aria-hidden="true">${sign} </span>${titleOf(answer)}</h2>
${isMarkOnly(answer) ? renderNoContent() : renderSummary(found)}
${renderMarks(answer)}
${renderFindings(found)}
${found.attestation === undefined ? '' : renderAttestation(found.attestation)}
<div class="limits"><h3>What this does not prove</h3><p>${found.limits}</p>
<p class="quiet">Checked for environment <strong>${shown(environment)}</strong> at ${shownTime(found.detectedAt)}. Nothing that you sent is kept.</p></div>
</section>`;
}

function statusOf({ marks }: Found): Verdict['status'] {
  return marks[0]?.verdict.status ?? 'absent';
}

function renderSummary({ marks, subject, result }: Found): Markup {
  const [first] = marks;
  if (result === 'not-readable')
    return html`<p class="summary">No mark was given, and this is no text that a mark can be found in: bytes that are not UTF-8, such as an image, or JSON with a fault.</p>`;
  if (first === undefined)
    return html`<p class="summary">No mark was given, and none stands in the content.</p>`;
  const { summary, advice } = explain(first.verdict);
  const isMovable = first.verdict.status === 'verified' && subject === 'not-compared';
  return html`<p class="summary">${shown(summary)}</p><p>${advice}</p>
${isMovable ? html`<p><strong>The record was not compared:</strong> this mark may have been moved here from another one. Name the record to find out.</p>` : ''}
${marks.length > 1 ? html`<p>${marks.length} different marks were found; they are listed below.</p>` : ''}`;
}

/** The detail of a refusal; for a pointer it says so, instead of calling it a short envelope. */
function detailOf(verdict: Verdict): string | undefined {
  return verdict.status === 'rejected' && verdict.reason === 'malformed'
    ? verdict.detail
    : undefined;
}

function renderNoContent(): Markup {
  return html`<p class="summary">There is a mark, but no content to hold it against.</p>
<p>Add the content to find out whether it is what was signed.</p>`;
}

function renderMarks({ found, hasContent }: Shown): Markup {
  return html`${found.marks.map((mark, index) => {
    const { verdict } = mark;
    const which = found.marks.length > 1 ? ` ${index + 1}` : '';
    const inspected = inspectionOf(mark);
    return html`${index === 0 ? renderChecks(verdict, found, hasContent) : ''}
${verdict.parts.length > 0 ? renderParts(verdict) : ''}
${
  inspected.reason === undefined
    ? renderClaims(inspected, verdict, which)
    : html`<h3>Mark${which}</h3><p>It cannot be read: ${shown(detailOf(verdict) ?? inspected.detail)}.</p>`
}`;
  })}`;
}

function renderChecks(
  { checks, ...verdict }: Verdict,
  { subject }: Found,
  hasContent: boolean,
): Markup {
  const isContentAxis = checks.content === 'failed';
  const stateOf = (axis: (typeof AXES)[number][0]): readonly [string, string, string] => {
    if (axis === 'content' && !hasContent && isContentAxis)
      return ['–', 'not given', 'not-reached'];
    if (axis === 'subject' && subject === 'not-compared' && checks.subject === 'passed')
      return ['–', 'not compared', 'not-reached'];
    return [...STATES[checks[axis]], checks[axis]];
  };
  return html`<h3>What was checked</h3>
<table class="checks"><tbody>
${AXES.map(([axis, name, question]) => {
  const [sign, word, style] = stateOf(axis);
  return html`<tr><th scope="row">${name}<span>${question}</span></th><td class="state ${style}"><span aria-hidden="true">${sign} </span>${word}</td></tr>`;
})}
</tbody></table>
${
  verdict.status === 'rejected' && hasContent
    ? html`<p class="quiet">Reason: <code>${verdict.reason}</code>. What comes behind the first failure was not looked at.</p>`
    : ''
}`;
}

function renderParts({ parts }: Verdict): Markup {
  return html`<table><caption>Parts of the record</caption><tbody>
${parts.map(({ name, result }) => html`<tr><th scope="row">${shown(name)}</th><td>${PARTS[result]}</td></tr>`)}
</tbody></table>`;
}

function renderClaims(inspected: Inspected, verdict: Verdict, which: string): Markup {
  const isVerified = verdict.status === 'verified';
  const heading = isVerified ? 'What the mark says' : 'What the mark claims, unverified';
  return html`<h3>${heading}${which}</h3>
${isVerified ? '' : html`<p>Anyone can write a mark that claims anything. Do not rely on a word of this.</p>`}
<table><tbody>${rowsOf(inspected).map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>`;
}

type Row = readonly [name: string, value: Markup];

function rowsOf({ claims, keyId, mode, payload, sizeBytes }: Inspected): readonly Row[] {
  const covers =
    payload.type === 'content'
      ? html`one content, as <code>${payload.profile}</code>`
      : html`${payload.parts.map(({ name }, index) => html`${index > 0 ? ', ' : ''}${shown(name)}`)}`;
  return [
    ...claimRows(claims),
    ['Covers', covers],
    [
      'Key',
      keyId === undefined ? html`named by the root of its batch` : html`<code>${keyId}</code>`,
    ],
    ['Form', html`${MODES[mode]}, ${sizeBytes} bytes`],
  ];
}

const MODES: Readonly<Record<Inspected['mode'], string>> = {
  single: 'signed by itself',
  batch: 'an item of a batch',
  thin: 'an item of a batch, its signed root apart',
};

function claimRows(claims: Claims): readonly Row[] {
  const rows: Row[] = [
    ['Issuer', shown(claims.issuer)],
    ['Record', shown(claims.subject)],
    ['Environment', shown(claims.environment)],
    ['How it was made', shown(lastStep(claims.sourceType))],
    ['Purpose', shown(claims.purpose)],
    ['Signed', html`${shownTime(claims.issuedAt)} by the signer’s own clock`],
  ];
  const {
    audience,
    notBefore,
    expiresAt,
    generator,
    kind,
    topics,
    review,
    detectionUrl,
    extensions,
  } = claims;
  if (kind !== undefined) rows.push(['Kind', shown(String(kind))]);
  if (audience !== undefined) rows.push(['Audience', shown(audience)]);
  if (notBefore !== undefined) rows.push(['Holds from', shownTime(notBefore)]);
  if (expiresAt !== undefined) rows.push(['Holds until', shownTime(expiresAt)]);
  if (generator !== undefined) {
    const { name, version, model } = generator;
    rows.push(['Generator', shown([name, version, model].filter(Boolean).join(' · '))]);
  }
  if (topics !== undefined) rows.push(['Topics', shown(topics.join(', '))]);
  if (review !== undefined)
    rows.push([
      'Reviewed',
      html`${review.kind} by ${shown(review.party)}, ${shownTime(review.reviewedAt)}`,
    ]);
  // As text: a link of a stranger's choice would stand on this page in this page's name.
  if (detectionUrl !== undefined) rows.push(['Can be checked at', shown(detectionUrl)]);
  rows.push(['Id', html`<code>${claims.id}</code>`]);
  for (const [name, value] of extensions ?? [])
    rows.push([`“${name}”`, shown(value instanceof Uint8Array ? encodeHex(value) : String(value))]);
  return rows;
}

/** What a mark says: decoded already, or one of several, of which the page alone wants to know. */
export function inspectionOf({ bytes, inspection }: CheckedMark): Inspection {
  return inspection ?? inspect(bytes);
}

/** The last step of a source type's URI is the word that people know. */
function lastStep(uri: string): string {
  const known = /^https?:\/\/(?:cv\.iptc\.org|c2pa\.org)\/.*\/(\w+)$/.exec(uri);
  return known?.[1] ?? uri;
}

function renderAttestation(attestation: Uint8Array): Markup {
  const text = encodeBase64url(attestation);
  // Padded and with + and /: the alphabet of data URLs.
  const base64 = btoa(String.fromCharCode(...attestation));
  return html`<h3>Signed attestation</h3>
<p>It holds a digest of what you sent, this answer, the time and who runs this page; nothing of the content. Editing it breaks it.</p>
<p><a class="button" download="contentmark-attestation.cose" href="data:application/cose;base64,${base64}">Download the attestation</a></p>
<details><summary>As text</summary><textarea class="short mono-field" readonly rows="4" aria-label="The attestation as text">
${text}</textarea></details>`;
}
