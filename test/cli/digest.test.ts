/** `contentmark digest`: one half of what verify compares, for those who cannot compute it. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('digest', () => {
  it('prints the SHA-256 of the canonical form, in text and in JSON', async () => {
    const file = workspace.write('a.html', '<P>Light &amp; <b >warm</b></P>');
    const canonical = '<p>Light &amp; <b>warm</b></p>';
    const { code, stdout } = await contentmark(['digest', file, '--profile', 'html']);
    expect([code, stdout]).toEqual([0, `${sha256(canonical)}\n`]);
    const { json } = await contentmarkJson(['digest', '-', '--profile', 'json'], {
      stdin: '{"b":1.0, "a":[]}',
    });
    expect(json).toEqual({ profile: 'json-1', sha256: sha256('{"a":[],"b":1}') });
    const lines = await contentmark(['digest', '-'], { stdin: 'a\r\nb' });
    expect(lines.stdout.trim()).toBe(sha256('a\nb'));
  });

  it('is the digest that a mark of the same content names', async () => {
    const keys = await createKeys(workspace);
    const file = workspace.write('b.html', '<p>Fine merino.</p>');
    const signed = await contentmark([
      'sign',
      file,
      '--profile',
      'html',
      '--subject',
      'b',
      ...keys.sign,
    ]);
    const { json } = await contentmarkJson(['inspect', signed.stdout.trim()]);
    const { stdout } = await contentmark(['digest', file, '--profile', 'html']);
    expect(json.payload.digest).toBe(stdout.trim());
  });

  it('exits 1 with the problem where there is no canonical form', async () => {
    const args = ['digest', '-', '--profile', 'html'];
    const { code, stdout, stderr } = await contentmark(args, { stdin: '<p>open <b>' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('is not closed');
    const { json } = await contentmarkJson(args, { stdin: '<p>open <b>' });
    expect(json).toEqual({ profile: 'html-1', problem: expect.stringContaining('not closed') });
    const bytes = await contentmarkJson(['digest', '-'], { stdin: Uint8Array.of(0xff) });
    expect(bytes.code).toBe(1);
  });
});
