/** The stores of this package keep the laws of their kit. */
import { createMemoryLogStore, openFileLogStore } from 'contentmark/audit';
import { auditLogKit } from 'contentmark/testing';
import { describe, test } from 'vitest';
import { makeFolder } from '../../fixtures/audit-log.ts';

describe('in memory', () => {
  for (const { name, run } of auditLogKit(async () => {
    const store = createMemoryLogStore();
    return async () => store;
  }))
    test(name, run);
});

describe('in a folder', () => {
  for (const { name, run } of auditLogKit(async () => {
    const folder = await makeFolder();
    return () => openFileLogStore(folder, { mode: 'write' });
  }))
    test(name, run);
});
