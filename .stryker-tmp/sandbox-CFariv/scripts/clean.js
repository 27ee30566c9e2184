// @ts-nocheck
// Empties dist before a build, so that nothing removed from src stays published.
import { rmSync } from 'node:fs';

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
