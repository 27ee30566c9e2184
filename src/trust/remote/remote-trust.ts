/**
 * `createRemoteTrust`: a trust of keys that are published as a JWK Set. Its `trust` is a local
 * object. Fetching happens beside it, when `refresh` is called or the refresher runs, and no check
 * waits for it. docs/http.md says what a compromised host can do and what it cannot.
 */
import { decodeUtf8 } from '../../format/bytes/utf8.ts';
import {
  type DocumentKind,
  type FetchProblem,
  type FetchSettings,
  fetchDocument,
} from './fetch-document.ts';
import { createKeyStates, NOT_CONFIRMED, type PinningTrust } from './key-states.ts';
import { type RemoteTrustOptions, readSettings } from './options.ts';
import { readDocument } from './read-document.ts';
import type { RefreshReport } from './refresh-report.ts';
import { createRefresher, tell } from './refresher.ts';
import type { SavedKeys } from './saved-keys.ts';

/** How a remote trust is doing. */
export interface RemoteTrustStatus {
  /** `empty`: no document yet, so every key is unknown. `expired`: the last one is too old. */
  readonly state: 'empty' | 'fresh' | 'expired';
  /** Unix seconds of the last good answer. */
  readonly confirmedAt: number | undefined;
  /** What the last attempt ended with. */
  readonly last: RefreshReport | undefined;
}

/** Keys from elsewhere. Made by {@link createRemoteTrust}. */
export interface RemoteTrust {
  /**
   * For `createVerifier`. Revoking a key here holds whatever documents say later; where a file
   * keeps it and cannot be written, `revoke` throws `ERR_TRUST` after the key is revoked.
   */
  readonly trust: PinningTrust;
  /** Fetches the document, at most once a cooldown; calls at the same time share one. Never rejects. */
  refresh(): Promise<RefreshReport>;
  /** Refreshes in the background, at once and from then on; for a key id nobody knows, sooner. */
  start(): void;
  /** Ends the background refresher. */
  stop(): void;
  status(): RemoteTrustStatus;
  /** What must not be forgotten, for `saved` in a later process: see {@link SavedKeys}. */
  save(): SavedKeys;
}

/**
 * Makes a trust over a JWK Set. Nothing is fetched yet.
 * @param url over https; http for this machine only.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST`
 * @example
 * ```ts
 * import { createVerifier, exportPublicJwk, generateKey, thumbprint } from 'contentmark';
 * import { createRemoteTrust } from 'contentmark/remote-trust';
 *
 * const { publicKey } = generateKey();
 * const jwks = { keys: [exportPublicJwk(publicKey)] };
 * const remote = createRemoteTrust('https://shop.example/.well-known/contentmark-keys.json', {
 *   bindings: [
 *     {
 *       thumbprints: [Buffer.from(thumbprint(publicKey)).toString('hex')],
 *       issuers: ['https://shop.example/ai'],
 *       environments: ['production'],
 *     },
 *   ],
 *   // In place of the network, for this example.
 *   fetch: () => Promise.resolve(Response.json(jwks)),
 * });
 * const verifier = createVerifier({ trust: remote.trust, environment: 'production' });
 * console.log((await remote.refresh()).outcome, verifier.statistics().bytes); // confirmed 0
 * ```
 */
export function createRemoteTrust(url: string, options: RemoteTrustOptions): RemoteTrust {
  const settings = readSettings(url, options);
  const { bindings, maxAge, cooldown, interval, clock, onRefresh, file, saved } = settings;
  let confirmed: { readonly document: string; readonly confirmedAt: number } | undefined;
  let last: RefreshReport | undefined;

  /** Unix seconds until which the last document counts; {@link NOT_CONFIRMED} where the clock says it is from the future. */
  function validUntil(): number {
    if (confirmed === undefined) return NOT_CONFIRMED;
    // Counted from a time that has not come, keys would outlive their maximum age. A step of a
    // cooldown is a clock that is being corrected, and no reason to refuse every mark.
    if (confirmed.confirmedAt - clock() <= cooldown) return confirmed.confirmedAt + maxAge;
    refresher.hurry();
    return NOT_CONFIRMED;
  }

  const states = createKeyStates({
    bindings,
    validUntil,
    clock,
    isWithdrawalFinal: settings.isWithdrawalFinal,
    ended: saved?.ended ?? {},
    onUnknown: () => refresher.hurry(),
    onRevoked: () => file?.write(save()),
  });

  function save(): SavedKeys {
    return Object.freeze({ version: 1, ...confirmed, ended: states.ended() });
  }

  function take(document: string, confirmedAt: number): RefreshReport {
    const read = readDocument(document, clock());
    if ('problem' in read) return { outcome: 'kept', failure: 'malformed', detail: read.problem };
    const unbound = states.take(read.keys, clock());
    confirmed = Object.freeze({ document, confirmedAt });
    const ignored = [...read.ignored, ...unbound].sort((a, b) => a.index - b.index);
    return { outcome: 'confirmed', keyIds: states.trust.keyIds, ignored };
  }

  async function attempt(): Promise<RefreshReport> {
    // When it was asked for, not when it came: what was withdrawn in between is in the next.
    const askedAt = clock();
    const fetched = await fetchText(settings);
    last = Object.freeze(
      typeof fetched === 'string'
        ? keep(take(fetched, askedAt))
        : { outcome: 'kept', failure: fetched.failure, detail: fetched.detail },
    );
    tell(onRefresh, last);
    return last;
  }

  /** Writes the file. Where that fails the document counts all the same, and the report says so. */
  function keep(report: RefreshReport): RefreshReport {
    if (report.outcome !== 'confirmed') return report;
    try {
      file?.write(save());
      return report;
    } catch (error) {
      return { ...report, fileProblem: error instanceof Error ? error.message : String(error) };
    }
  }

  const refresher = createRefresher({
    interval,
    cooldown,
    retry: cooldown,
    clock,
    attempt,
  });

  // A saved document from the future would count for longer than any that was fetched.
  const { document, confirmedAt = Number.POSITIVE_INFINITY } = saved ?? {};
  if (document !== undefined && confirmedAt <= clock()) take(document, confirmedAt);

  return Object.freeze({
    trust: states.trust,
    refresh: refresher.refresh,
    start: refresher.start,
    stop: refresher.stop,
    status(): RemoteTrustStatus {
      const isFresh = clock() < validUntil();
      const state = confirmed === undefined ? 'empty' : isFresh ? 'fresh' : 'expired';
      return Object.freeze({ state, confirmedAt: confirmed?.confirmedAt, last });
    },
    save,
  });
}

const JWK_SET: DocumentKind = /* @__PURE__ */ Object.freeze({
  accept: 'application/jwk-set+json, application/json',
  contentType: /^application\/(?:jwk-set\+)?json\s*(?:;|$)/i,
  // 128 keys take a third of it.
  maxBytes: 64 * 1024,
});

async function fetchText(settings: FetchSettings): Promise<string | FetchProblem> {
  const fetched = await fetchDocument(settings, JWK_SET);
  // Only for a tag that was given, and none is.
  if (fetched === 'unchanged') return { failure: 'bad-status', detail: 'status 304' };
  if ('failure' in fetched) return fetched;
  const text = decodeUtf8(fetched.bytes);
  return text?.replace(/^\ufeff/, '') ?? { failure: 'malformed', detail: 'not UTF-8' };
}
