/**
 * Reads the marks of others in XMP, by namespace and not by prefix, because a file may bind any
 * prefix. The metadata reader finds the packets in the file; this is the XML parser that it is
 * given, which reads each document within bounds.
 */
import * as xmldom from '@xmldom/xmldom';
import { AIGC_FIELDS, type AigcFound, readAigcText } from './aigc-text.ts';
import { XMP_NAMESPACES } from './xmp-namespaces.ts';

/** What the packets of one file said. */
export interface XmpMarks {
  /** Every digital source type, as it stands there. */
  readonly digitalSourceTypes: Set<string>;
  readonly aigc: AigcFound[];
  /** Where a manifest is said to be elsewhere. */
  readonly remoteManifests: Set<string>;
  /** A packet that is no XML, is larger than any packet of marks, or declares a DTD. */
  isUnreadable: boolean;
}

/** Packets with marks take some kilobytes; the parser's time grows with the square of more. */
const MAX_PACKET_CHARACTERS = 131_072;

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const DCTERMS = 'http://purl.org/dc/terms/';

/**
 * What is no XML ends the parsing. Version 0.9 of the parser says by itself what is an error; 0.8
 * calls a missing end tag a warning, and goes on, so there a warning ends it too.
 */
const STRICT: xmldom.DOMParserOptions =
  'onErrorStopParsing' in xmldom
    ? { onError: xmldom.onErrorStopParsing }
    : {
        errorHandler(level: string) {
          throw new Error(`the XML parser found a ${level}`);
        },
      };

const NAMESPACES: readonly string[] = [...Object.values(XMP_NAMESPACES), DCTERMS];

/** The parser to hand to the metadata reader, and what it will have found. */
export function createXmpParser(): {
  readonly marks: XmpMarks;
  readonly parser: { parseFromString(xml: string, type: string): unknown };
} {
  const marks: XmpMarks = {
    digitalSourceTypes: new Set(),
    aigc: [],
    remoteManifests: new Set(),
    isUnreadable: false,
  };
  const parser = {
    parseFromString(xml: string): unknown {
      // Most packets hold edit histories and no mark of anyone: they need no parser, at any size.
      if (!NAMESPACES.some((namespace) => xml.includes(namespace))) {
        throw new Error('no namespace of a mark');
      }
      marks.isUnreadable = true;
      if (xml.length > MAX_PACKET_CHARACTERS) throw new Error('an XMP packet is too large');
      if (xml.includes('<!DOCTYPE')) throw new Error('an XMP packet declares a DTD');
      const document = new xmldom.DOMParser(STRICT).parseFromString(xml, 'application/xml');
      if (document.documentElement !== null) collect(document.documentElement, marks);
      marks.isUnreadable = false;
      return document;
    },
  };
  return { marks, parser };
}

/** Goes through the tree without recursion: its depth is the file's to choose. */
function collect(root: xmldom.Element, marks: XmpMarks): void {
  const direct = new Map<string, string>();
  const queue: xmldom.Element[] = [root];
  for (let element = queue.pop(); element !== undefined; element = queue.pop()) {
    take(element.namespaceURI, element.localName, readValue(element), marks, direct);
    for (let i = 0; i < element.attributes.length; i++) {
      const attribute = element.attributes.item(i);
      if (attribute === null) continue;
      take(attribute.namespaceURI, attribute.localName, attribute.value, marks, direct);
    }
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      // The node type of elements; nothing else has children that count.
      if (child.nodeType === 1) queue.push(child as xmldom.Element);
    }
  }
  if (direct.size > 0) marks.aigc.push({ where: 'xmp', fields: Object.fromEntries(direct) });
}

/** A property as an element: its text, or the URI it refers to. Elements within are other properties. */
function readValue(element: xmldom.Element): string {
  const resource = element.getAttributeNS(RDF, 'resource');
  if (resource !== null && resource !== '') return resource;
  let text = '';
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === 1) return '';
    text += child.nodeValue ?? '';
  }
  return text.trim();
}

function take(
  namespace: string | null,
  name: string | null,
  value: string,
  marks: XmpMarks,
  direct: Map<string, string>,
): void {
  if (value === '' || name === null) return;
  if (namespace === XMP_NAMESPACES.iptcExt && name === 'DigitalSourceType') {
    marks.digitalSourceTypes.add(value);
  } else if (namespace === DCTERMS && name === 'provenance') {
    marks.remoteManifests.add(value);
  } else if (namespace === XMP_NAMESPACES.aigc && name === 'AIGC') {
    marks.aigc.push(readAigcText('xmp', value));
  } else if (namespace === XMP_NAMESPACES.aigc && AIGC_FIELDS.includes(name)) {
    direct.set(name, value.slice(0, 1024));
  }
}
