/**
 * The only clock. Everything below the public verbs takes `now` as an argument,
 * so a test, a replay or a runtime with a frozen clock decides what time it is.
 */
// @ts-nocheck


/** A source of the present time in whole Unix seconds. */
export type Clock = () => number;

/** The machine's clock, in whole Unix seconds. */
export const systemClock: Clock = () => Math.floor(Date.now() / 1000);
