/** An attestation that is sent to the inspector page: read as what it is, in whichever field. */
import { signAttestation, signScanAttestation } from 'contentmark/attestation';
import { createInspector } from 'contentmark/http';
import { describe, expect, test } from 'vitest';
import { attestationInput, DETECTED_AT, scanInput, signOptions } from '../fixtures/attestations.ts';
import { apiOptions } from '../fixtures/verification-api.ts';

const own = createInspector({ ...apiOptions, clock: () => DETECTED_AT + 10 });
const { attestations: _attestations, ...keyless } = apiOptions;
const stranger = createInspector(keyless);

/** Sends the form, and reads the title and the words of the page. */
async function send(fields: Readonly<Record<string, string | Blob>>, app = own) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.append(name, value);
    else body.append(name, value, 'a file');
  }
  const response = await app.request('/inspect', { method: 'POST', body });
  const source = await response.text();
  const [, title = ''] = /<title>([^<]*)<\/title>/.exec(source) ?? [];
  const [, main = ''] = /<main id="main">([\s\S]*?)<form/.exec(source) ?? [];
  const words = main.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  return { status: response.status, source, page: `${title} | ${words}` };
}

describe('an attestation that is sent', () => {
  test.each(['mark', 'content', 'file'] as const)('as %s is read as one', async (field) => {
    const signed = await signScanAttestation(scanInput, signOptions);
    const text = Buffer.from(signed).toString('base64url');
    const sent = field === 'file' ? new Blob([signed as never]) : `\n${text}\n`;
    const { status, page } = await send({ [field]: sent });
    expect(status).toBe(200);
    expect(page).toMatch(/^A signed statement of this server/);
    expect(page).toContain('This is an attestation of a scan, and no mark');
    expect(page).toContain('stopped for production, by --fail-on block');
    expect(page).toContain('exports/orders.sql, 5000000000 bytes, SHA-256 ');
    expect(page).toContain('exports/products.csv: malformed, 2 records');
    expect(page).toContain('baseline known.json');
    expect(page).not.toMatch(/damaged|does not hold/);
  });

  test('of a detection is told as what it is', async () => {
    const signed = await signAttestation(attestationInput, signOptions);
    const mark = Buffer.from(signed).toString('base64url');
    const { page } = await send({ mark });
    expect(page).toContain('This is an attestation of a detection');
    expect(page).toContain('mark-verified');
    expect(page).toContain('marker: filler.lorem-ipsum');
  });

  test('by a key that this server does not know is shown as unverified', async () => {
    const signed = await signScanAttestation(scanInput, signOptions);
    const { page } = await send({ mark: Buffer.from(signed).toString('base64url') }, stranger);
    expect(page).toMatch(/^A signed statement of somebody else/);
    expect(page).toContain('What it claims, unverified');
  });

  test('and was edited is said not to hold, and what stands in it is escaped', async () => {
    const evil = { ...scanInput, environment: '<b>x</b>\u202e' };
    const signed = await signScanAttestation(evil, signOptions);
    signed[signed.length - 1] = (signed.at(-1) as number) ^ 1;
    const { page, source } = await send({ mark: Buffer.from(signed).toString('base64url') });
    expect(page).toMatch(/^A statement whose signature does not hold/);
    expect(page).toContain('bad-signature');
    expect(source).not.toContain('<b>x</b>');
    expect(source).not.toContain('\u202e');
  });
});
