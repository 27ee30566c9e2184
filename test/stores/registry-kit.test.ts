import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryRegistry, openFileRegistry } from 'contentmark/registry';
import { registryKit } from 'contentmark/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'));
});
afterAll(() => rm(folder, { recursive: true }));

const openers = {
  memory: async () => createMemoryRegistry(),
  file: () => openFileRegistry(join(folder, `${files++}.registry`), { mode: 'write' }),
};

describe.each(Object.entries(openers))('a registry in %s', (_, open) => {
  it.each(registryKit(open))('$name', ({ run }) => run());
});
