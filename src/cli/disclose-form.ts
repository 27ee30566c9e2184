/** Writes a disclosure in the forms of `contentmark disclose`. */

import { parseJson } from 'contentmark/content';
import {
  aigcLabel,
  c2paAssertionData,
  californiaFields,
  type Disclosure,
  disclosureJsonLd,
  iptcFields,
  type Language,
  renderLabel,
  serializeJsonLd,
  xmpPacket,
} from 'contentmark/disclosure';
import type { ForeignMarks } from 'contentmark/foreign-marks';
import type { MappedItem, PlainItem } from 'contentmark/merchant-center';
import { decodeUtf8 } from 'contentmark/records';
import { toJson } from '../printable.ts';
import { readNamedFile } from './files/read-input.ts';
import { EXIT, Failure, usage } from './terminal/failure.ts';

/** The names of the forms. */
export const DISCLOSE_FORMATS = ['html', 'json-ld', 'tsv', 'xml', 'xmp', 'json'] as const;

/** One of {@link DISCLOSE_FORMATS}. */
export type DiscloseFormat = (typeof DISCLOSE_FORMATS)[number];

/** What the forms need besides the disclosure. */
export interface FormInputs {
  readonly lang: Language;
  readonly about?: string;
  readonly provider?: string;
  readonly item?: string;
  /** The content that was checked. */
  readonly bytes: Uint8Array;
  /** What stands on an image, where that could be read. */
  readonly marks?: ForeignMarks;
  readonly file: string;
}

/** A feed item nests one object. */
const MAX_DEPTH = 4;

/** The decisions, for `--json`. */
export function describeDisclosure(found: Disclosure): object {
  const { market, asOf, keyId, kind, made, label, review, visible, machineReadable } = found;
  const { issuer, subject, sourceType } = found.claims;
  return {
    market,
    asOf,
    keyId,
    ...(kind !== undefined && { kind }),
    issuer,
    subject,
    sourceType,
    made,
    label,
    review,
    visible,
    machineReadable,
  };
}

/** Writes one form. An empty text: there is nothing to write, as the decision says. */
export async function writeForm(
  found: Disclosure,
  format: DiscloseFormat,
  inputs: FormInputs,
): Promise<string> {
  switch (format) {
    case 'html': {
      const { lang, about } = inputs;
      return renderLabel(found, { language: lang, ...(about !== undefined && { about }) });
    }
    case 'json-ld': {
      const node = disclosureJsonLd(
        found,
        inputs.about === undefined ? {} : { name: inputs.about },
      );
      return node === undefined ? '' : serializeJsonLd(node);
    }
    case 'xmp': {
      const aigc = chineseLabel(found, inputs.provider);
      return xmpPacket(found, aigc === undefined ? {} : { aigc });
    }
    case 'json':
      return toJson(allFields(found, inputs));
    case 'tsv':
    case 'xml':
      return writeFeed(found, format, inputs);
  }
}

/** Every record form, the claims carried once in each. */
function allFields(found: Disclosure, { provider }: FormInputs): object {
  const aigc = chineseLabel(found, provider);
  return {
    ...describeDisclosure(found),
    iptc: iptcFields(found),
    c2pa: c2paAssertionData(found),
    california: californiaFields(
      found,
      provider === undefined ? {} : { coveredProvider: provider },
    ),
    ...(aigc !== undefined && { AIGC: aigc }),
  };
}

function chineseLabel(
  found: Disclosure,
  provider: string | undefined,
): ReturnType<typeof aigcLabel> {
  if (found.market !== 'cn') return undefined;
  if (provider === undefined) {
    throw usage(
      'the Chinese label names who provides the AI system: --provider NAME',
      '--provider',
    );
  }
  return aigcLabel(found, { contentProducer: provider });
}

async function writeFeed(
  found: Disclosure,
  format: 'tsv' | 'xml',
  inputs: FormInputs,
): Promise<string> {
  const { tsvFeed, xmlFeed } = await import('contentmark/merchant-center');
  const product = await readItem(inputs.item as string);
  const { item } = await mapItem(product, found, inputs);
  const feed =
    format === 'tsv'
      ? tsvFeed([item], { attributes: Object.keys(item.attributes ?? {}) })
      : xmlFeed([item], { title: found.claims.issuer, link: item.link });
  let text = '';
  for await (const piece of feed) text += piece;
  return text;
}

/** Maps an item, and requires that the text in it is the text that was checked. */
async function mapItem(
  product: PlainItem,
  found: Disclosure,
  { bytes, file, marks }: FormInputs,
): Promise<MappedItem> {
  const { merchantItem } = await import('contentmark/merchant-center');
  const { kind } = found;
  if (kind === 'image') {
    if (marks === undefined) throw missingReader();
    const image = { disclosure: found, marks };
    return merchantItem(product, { images: new Map([[product.image_link, image]]) });
  }
  if (kind !== 'title' && kind !== 'description') {
    throw usage(
      'a feed takes a title, a description or an image: mark it as one, or say --kind',
      '--kind',
    );
  }
  if (product[kind] !== decodeUtf8(bytes)) {
    throw usage(`"${kind}" in --item is not what stands in ${file}, which was checked`, '--item');
  }
  return merchantItem(product, { [kind]: found });
}

/** The marks of others on an image; `undefined` where the metadata reader, an optional peer, is missing. */
export async function readMarks(bytes: Uint8Array): Promise<ForeignMarks | undefined> {
  try {
    const { readForeignMarks } = await import('contentmark/foreign-marks');
    return await readForeignMarks(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function missingReader(): Failure {
  return new Failure(
    EXIT.usage,
    'ERR_RUNTIME',
    'reading image metadata needs two packages more: npm install exifreader @xmldom/xmldom',
    'FILE',
  );
}

async function readItem(file: string): Promise<PlainItem> {
  const source = decodeUtf8(await readNamedFile(file, '--item'));
  if (source === undefined) throw usage(`${file}: not UTF-8`, '--item');
  const parsed = parseJson(source.replace(/^\ufeff/, ''), MAX_DEPTH);
  if (parsed.problem !== undefined) throw usage(`${file}: ${parsed.problem}`, '--item');
  // merchantItem looks at every member itself.
  return parsed.value as PlainItem;
}
