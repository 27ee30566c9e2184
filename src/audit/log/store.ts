/**
 * Where an audit log lives: parts that are written once, and one head that is replaced. A store for a database
 * or a bucket implements these; `auditLogKit` of `contentmark/testing` says whether it does.
 */

/** The parts of a log by their paths: `checkpoint`, `key`, `tile/0/000`, `tile/entries/x001/234.p/17` … */
export interface LogBackend {
  /** The bytes of a part, or `undefined` where there is none. Rejects where the store cannot say. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Puts a part in its place, over what may stand there. Once this resolves the part survives a crash of the
   * machine; before, whoever reads sees the old part or the new one, and never half of one.
   */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** The same for a part that must not be there: `false`, and nothing is changed, where it is. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  /**
   * Removes everything below a path: partial tiles that a full one replaced. Nothing is promised: what a crash
   * brings back is passed over.
   */
  remove(path: string): Promise<void>;
}

/** The one thing that decides what is in a log: at most a few hundred kilobytes, replaced as a whole. */
export interface LogHead {
  /** What was set last, or `undefined` where nothing was. After a crash: the old value or the new one, whole. */
  load(): Promise<Uint8Array | undefined>;
  /**
   * Replaces `before`, which is what `load` gave or was set last, with `after`. Once this resolves with `true`, `after` survives
   * a crash of the machine. Resolves with `false`, and changes nothing, where the head is another one: somebody
   * else writes. Where it rejects, the head is either of the two.
   */
  compareAndSet(before: Uint8Array | undefined, after: Uint8Array): Promise<boolean>;
}

/** A store. Opened for writing it has one writer: the second is refused with `ERR_BUSY`. */
export interface AuditLogStore {
  readonly backend: LogBackend;
  readonly head: LogHead;
  /** Gives up the lock. What was acknowledged is durable already. */
  close(): Promise<void>;
}
