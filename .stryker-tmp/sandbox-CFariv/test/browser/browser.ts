/** The browser of these tests: Debian's Chromium, driven by playwright-core. */
// @ts-nocheck

import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../runtimes/runners/chromium.ts';

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    // As root it can set up no sandbox.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
