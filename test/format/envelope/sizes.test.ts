/** What a mark costs in bytes: promises of docs/format.md, held here. */

import { type ClaimsInput, imageDigest, parts, text } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { DESCRIPTION, mark } from '../../fixtures/claims.ts';

const claims: Partial<ClaimsInput> = {
  issuer: 'https://brand.example',
  subject: 'products/merino-crew-neck-jumper-navy-men-m',
  kind: 'description',
  purpose: 'content',
  environment: 'production',
  generator: { name: 'copywriter', version: '2026.1' },
};

function print(name: string, envelope: Uint8Array): void {
  console.info(`${name}: ${envelope.length} bytes, ${encodeBase64url(envelope).length} as text`);
}

describe('an envelope with issuer, a subject of 43 characters, id, environment, purpose, kind and generator', () => {
  test('for one description is at most 310 bytes', () => {
    expect(claims.subject).toHaveLength(43);
    const envelope = mark(text(DESCRIPTION), claims);
    print('one description', envelope);
    expect(envelope.length).toBeLessThanOrEqual(310);
  });

  test('for a product of five parts is at most 500 bytes', () => {
    const image = new Uint8Array(100);
    const envelope = mark(
      parts({
        title: text('Merino crew neck'),
        description: text(DESCRIPTION),
        metaDescription: text('A crew neck in fine merino.'),
        imageAlt: text('Navy crew neck on a hanger'),
        image: imageDigest(image),
      }),
      { ...claims, kind: 'product' },
    );
    print('a product of five parts', envelope);
    expect(envelope.length).toBeLessThanOrEqual(500);
  });

  test('does not grow with the content', () => {
    expect(mark(text('x'.repeat(1_000_000)), claims)).toHaveLength(mark(text('x'), claims).length);
  });
});
