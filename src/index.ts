/** The entry `contentmark`: signs content and verifies marks. Re-exports only. */
export * from './entries/content.ts';
export * from './entries/explain.ts';
export * from './entries/inspect.ts';
export * from './entries/keys.ts';
export * from './entries/sign.ts';
export * from './entries/verify.ts';
