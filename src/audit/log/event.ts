/**
 * Events of the audit log: what happened, to what, by whom, decided how. A closed set: words come from
 * lists, ids from a narrow alphabet, and no member takes content (docs/audit-log.md, "Events").
 */

import type { Action, PolicyPlace } from '../../decide/policy/decision.ts';
import type { Technique } from '../../decide/policy/findings.ts';
import type { Field } from '../../format/envelope/schema.ts';
import { TECHNIQUE_CODES } from '../attestations/codes.ts';

// Codes are places in these lists, which are only ever appended to.

/** The version of this set of events. */
export const EVENT_FORMATS = ['contentmark-audit-1'] as const;

/** What can have happened. */
export const EVENTS = [
  /** A mark was signed. */
  'mark',
  /** A mark was checked; whoever logs only refusals logs these. */
  'verify',
  /** Content was looked through for synthetic data. */
  'detect',
  /** A guard decided at a place of the shop. */
  'guard',
  /** A mark was taken off. */
  'unmark',
  /** Content or settings went from one environment to another. */
  'promote',
  /** Files or a shop were scanned. */
  'scan',
  'recall',
  'quarantine',
  'release',
  'restore-plan',
  'restore-apply',
  'restore-verify',
  'rollback',
  /** Something quarantined or registered was erased. */
  'purge',
  'key-create',
  'key-rotate',
  'key-revoke',
  'policy-change',
  'settings-change',
  'report-issued',
  'disclosure-shown',
  'review-signoff',
  'incident-open',
  'incident-update',
  'incident-close',
  /** Entries of this log lost their bodies; `purged` says which. */
  'log-purge',
] as const;

/** One of {@link EVENTS}. */
export type EventName = (typeof EVENTS)[number];

/** What an event is about. */
export const OBJECT_TYPES = [
  'product',
  'page',
  'review',
  'image',
  'order',
  'row',
  'settings',
  'user',
  'file',
  'catalogue',
  'shop',
  'request',
  'key',
  'policy',
  'plan',
  'backup',
  'report',
  'incident',
  'recall-list',
  'log',
  'other',
] as const;

/** One of {@link OBJECT_TYPES}. */
export type ObjectType = (typeof OBJECT_TYPES)[number];

/** What came of it. */
export const OUTCOMES = ['done', 'refused', 'failed', 'skipped', 'kept'] as const;

/** One of {@link OUTCOMES}. */
export type EventOutcome = (typeof OUTCOMES)[number];

/** Whether `time` is what the machine's clock said, or that of the entry before, which the clock had fallen behind. */
export const CLOCK_SOURCES = ['system', 'held'] as const;

const ACTORS = ['human', 'service'] as const;
const ACTION_CODES: readonly Action[] = ['allow', 'disclose', 'flag', 'hide', 'block'];
const PLACE_CODES: readonly PolicyPlace[] = [
  'render',
  'review',
  'image',
  'checkout',
  'import',
  'settings',
  'provisioning',
];

/** Who did it: a pseudonym of theirs or the name of a service, never a person's name or address. */
export interface Actor {
  readonly type: (typeof ACTORS)[number];
  /** 1 to 128 characters of `A-Z a-z 0-9 . _ : / + -`, the first a letter or digit, as all ids here. */
  readonly id: string;
  readonly role?: string;
}

/** What it was done to. */
export interface EventObject {
  readonly type: ObjectType;
  readonly id?: string;
  /** SHA-256 of it, 32 bytes. */
  readonly digest?: Uint8Array;
}

/** What whoever logs an event says of it. */
export interface AuditInput {
  readonly event: EventName;
  readonly actor: Actor;
  /** Where it happened: `production`, `staging` … */
  readonly environment: string;
  readonly object?: EventObject;
  readonly place?: PolicyPlace;
  readonly decision?: Action;
  /** The row of the policy that decided. */
  readonly rule?: string;
  /** Why a mark was refused, or another word of a closed list. */
  readonly reason?: string;
  readonly technique?: Technique;
  /** Id of the mark, a UUID. */
  readonly mark?: string;
  /** 16 hexadecimal digits. */
  readonly keyId?: string;
  /** SHA-256 of the policy that was in force, 32 bytes. */
  readonly policy?: Uint8Array;
  readonly software?: { readonly name: string; readonly version: string };
  /** Id of the incident it belongs to. */
  readonly incident?: string;
  /** SHA-256 of what was approved, 32 bytes. */
  readonly approval?: Uint8Array;
  readonly outcome?: EventOutcome;
  /** Code of the error that it failed with. */
  readonly error?: string;
  /** How many records were looked at, found fault with, changed. */
  readonly counts?: {
    readonly records?: number;
    readonly findings?: number;
    readonly changed?: number;
  };
  /** Which entries have no body any more: see {@link Purged}. */
  readonly purged?: Purged;
  /** A UUID. Default a random one. */
  readonly id?: string;
}

/** Entries without a body: one bit an entry, one bitmap of 32 bytes for each bundle of 256. */
export interface Purged {
  /** Number of the first bundle. */
  readonly first: number;
  /** Most significant bit first, for the bundles from `first` on. */
  readonly bitmaps: readonly Uint8Array[];
}

/** An entry of the log, decoded. */
export interface AuditEvent extends AuditInput {
  readonly format: (typeof EVENT_FORMATS)[number];
  readonly id: string;
  /** Unix seconds, never less than in the entry before. */
  readonly time: number;
  readonly clock: (typeof CLOCK_SOURCES)[number];
}

/** Bundles that one `log-purge` may speak of: the entry stays below 64 KiB. */
export const MAX_PURGED_BUNDLES = 1024;

/** An entry has at most so many bytes: its length is a uint16 (tlog-tiles, "Log entries"). */
export const MAX_ENTRY_BYTES = 0xffff;

/** Members of an entry. Keys below 24 take one byte; the first two tell what an entry is without decoding it. */
export const EVENT_FIELDS: readonly Field[] = [
  [0, 'format', { words: EVENT_FORMATS, first: 1 }, true],
  [1, 'event', { words: EVENTS, first: 0 }, true],
  [2, 'id', 'uuid', true],
  [3, 'time', 'seconds', true],
  [4, 'clock', { words: CLOCK_SOURCES, first: 0 }, true],
  [
    5,
    'actor',
    {
      record: [
        [1, 'type', { words: ACTORS, first: 0 }, true],
        [2, 'id', 'text', true],
        [3, 'role', 'text'],
      ],
    },
    true,
  ],
  [6, 'environment', 'text', true],
  [
    7,
    'object',
    {
      record: [
        [1, 'type', { words: OBJECT_TYPES, first: 0 }, true],
        [2, 'id', 'text'],
        [3, 'digest', 'digest'],
      ],
    },
  ],
  [8, 'place', { words: PLACE_CODES, first: 0 }],
  [9, 'decision', { words: ACTION_CODES, first: 0 }],
  [10, 'rule', 'text'],
  [11, 'reason', 'text'],
  [12, 'technique', { words: TECHNIQUE_CODES, first: 0 }],
  [13, 'mark', 'uuid'],
  [14, 'keyId', 'text'],
  [15, 'policy', 'digest'],
  [
    16,
    'software',
    {
      record: [
        [1, 'name', 'text', true],
        [2, 'version', 'text', true],
      ],
    },
  ],
  [17, 'incident', 'text'],
  [18, 'approval', 'digest'],
  [19, 'outcome', { words: OUTCOMES, first: 0 }],
  [20, 'error', 'text'],
  [
    21,
    'counts',
    {
      record: [
        [1, 'records', 'seconds'],
        [2, 'findings', 'seconds'],
        [3, 'changed', 'seconds'],
      ],
    },
  ],
  [
    22,
    'purged',
    {
      record: [
        [1, 'first', 'seconds', true],
        [2, 'bitmaps', { list: 'digest', max: MAX_PURGED_BUNDLES }, true],
      ],
    },
  ],
];
