/**
 * What stands in submitted texts beside marks: test data by the lists, columns that flag their record, and
 * what a registry is to be asked. Part of the work that is done on another thread, so plain data in and out.
 */

import { readJson } from '../carry/search/find-marks.ts';
import { createDetector } from '../detect/create-detector.ts';
import type { Detector } from '../detect/finding/detection.ts';
import type { Finding } from '../detect/finding/finding.ts';
import type { OwnMarker } from '../detect/own-markers.ts';
import { queriesOf, type TextQueries } from '../detect/registry/recognize.ts';
import { MAX_JSON_DEPTH } from '../format/content/json.ts';

/** Texts of one request, and what to look for in them. */
export interface LookJob {
  /** With the names of their parts; one content has none. */
  readonly texts: readonly { readonly name: string | undefined; readonly text: string }[];
  /** Markers of the shop's own as JSON: a list, which has been checked. */
  readonly markers: string;
  /** Whether there is a registry to ask. */
  readonly hasRegistry: boolean;
}

/** What came of a {@link LookJob}. */
export interface Looked {
  readonly findings: readonly Finding[];
  readonly unlisted: number;
  readonly isComplete: boolean;
  /** Where a registry is to be asked: not about texts with a mark, which are as they should be. */
  readonly asked?: TextQueries;
}

/** A registry is asked on the thread that answers: so many take it milliseconds. */
const MAX_QUERIES = 256;

/** Looks. Never throws for the texts. */
export function lookThrough({ texts, markers, hasRegistry }: LookJob, isMarked: boolean): Looked {
  const value = toRecord(texts);
  const { findings, unlisted, isComplete } = detectorOf(markers)(value);
  return {
    findings,
    unlisted,
    isComplete,
    ...(hasRegistry && !isMarked && { asked: queriesOf(value, MAX_QUERIES) }),
  };
}

/** Parts as a record, so that their names say what each is; JSON as what it stands for. */
function toRecord(texts: LookJob['texts']): unknown {
  const [first] = texts;
  if (texts.length === 1 && first?.name === undefined) return readValue(first?.text ?? '');
  return Object.fromEntries(texts.map(({ name = '', text }) => [name, readValue(text)]));
}

function readValue(text: string): unknown {
  const json = readJson(text);
  return json === undefined || json.problem !== undefined ? text : json.value;
}

/** Detectors by the markers they were made with. Their tables take longer to make than to use. */
const made = /* @__PURE__ */ new Map<string, Detector>();

/** Apps of one process have one list, or very few. */
const MAX_MADE = 4;

function detectorOf(markers: string): Detector {
  const known = made.get(markers);
  if (known !== undefined) return known;
  if (made.size >= MAX_MADE) made.clear();
  // Written here by readSettings, of rows that were checked. Of what is submitted nothing is remembered.
  const own = JSON.parse(markers) as readonly OwnMarker[];
  const maxDepth = MAX_JSON_DEPTH + 1;
  const detector = createDetector({ markers: own, maxDepth, cleanCharacters: 0 });
  made.set(markers, detector);
  return detector;
}
