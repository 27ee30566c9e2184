/**
 * Writes the claims as IPTC photo metadata: a plain record, and an XMP packet for a tool that
 * writes image files. The package itself writes no image files. A mark covers the file as it is, so
 * metadata is written first, then the digest is taken, then the mark is made (IPTC's note of
 * November 2025 says so for C2PA).
 */

import { XMP_NAMESPACES } from '../../detect/foreign/xmp-namespaces.ts';
import { readOptions } from '../../errors.ts';
import { escapeXml } from '../../escape-markup.ts';
import { type Disclosure, requireDisclosure } from '../rules/disclosure.ts';
import { type AigcLabel, readAigcLabel } from './aigc.ts';

/** IPTC Photo Metadata 2025.1, by the names of its XMP properties. Prompts stay out: they are private. */
export interface IptcFields {
  /** `Iptc4xmpExt:DigitalSourceType`: the full URI, not its code. */
  readonly DigitalSourceType: string;
  readonly AISystemUsed?: string;
  readonly AISystemVersionUsed?: string;
}

/**
 * The claims as IPTC fields. The system is named only where a model was at work.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function iptcFields(disclosure: Disclosure): IptcFields {
  requireDisclosure('disclosure', disclosure);
  const { claims, made } = disclosure;
  const { generator } = claims;
  const isNamed = generator !== undefined && made !== 'not-ai';
  return Object.freeze({
    DigitalSourceType: claims.sourceType,
    ...(isNamed && { AISystemUsed: generator.name }),
    ...(isNamed && generator.version !== undefined && { AISystemVersionUsed: generator.version }),
  });
}

/** Options of {@link xmpPacket}. */
export interface XmpOptions {
  /** The Chinese label, to go into the same packet. Made by `aigcLabel`. Default none. */
  readonly aigc?: AigcLabel;
}

// XMP specification part 1 (ISO 16684-1), 7.3.2: a packet begins with U+FEFF in `begin` and this id.
const HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>';
const TAIL = '<?xpacket end="w"?>';

/**
 * The claims as an XMP packet: UTF-8 text with the IPTC fields, and the Chinese label where
 * one is given. Replaces a packet, so merge it where the image has one of its own.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function xmpPacket(disclosure: Disclosure, options: XmpOptions = {}): string {
  const fields = iptcFields(disclosure);
  const { aigc } = readOptions('options', options, ['aigc']);
  const label = aigc === undefined ? undefined : readAigcLabel('options.aigc', aigc);
  const properties = [
    ...Object.entries(fields).map(([name, value]) => property(`Iptc4xmpExt:${name}`, value)),
    ...(label === undefined ? [] : [property('TC260:AIGC', JSON.stringify(label))]),
  ].join('');
  const namespaces =
    `xmlns:Iptc4xmpExt="${XMP_NAMESPACES.iptcExt}"` +
    (label === undefined ? '' : ` xmlns:TC260="${XMP_NAMESPACES.aigc}"`);
  return (
    `${HEAD}<x:xmpmeta xmlns:x="adobe:ns:meta/">` +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `<rdf:Description rdf:about="" ${namespaces}>${properties}</rdf:Description>` +
    `</rdf:RDF></x:xmpmeta>${TAIL}`
  );
}

function property(name: string, value: string): string {
  return `<${name}>${escapeXml(value)}</${name}>`;
}
