/** Appends until it is killed, and prints the id of each entry that was acknowledged. Run in a process of its own. */
import { writeSync } from 'node:fs';
import { openAuditLog } from '../../../src/audit/log/audit-log.ts';
import { importPrivateJwk } from '../../../src/format/crypto/keys.ts';
import { localSigner } from '../../../src/format/crypto/signer.ts';
import { openFileLogStore } from '../../../src/stores/file/audit-log.ts';

const [folder = '', jwk = '', origin = ''] = process.argv.slice(2);
const signer = localSigner(importPrivateJwk(JSON.parse(jwk)));
const store = await openFileLogStore(folder, { mode: 'write' });
const log = await openAuditLog({ store, signer, origin });
const actor = { type: 'service', id: 'writer' } as const;
await Promise.all(
  Array.from({ length: 16 }, async () => {
    for (;;) {
      const { id } = await log.append({ event: 'guard', actor, environment: 'test' });
      // On its way to the parent before anything else happens: a kill takes nothing of it back.
      writeSync(1, `${id}\n`);
    }
  }),
);
