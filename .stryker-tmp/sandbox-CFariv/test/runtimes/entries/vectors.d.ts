/** The vectors, embedded by ../bundle.ts. */
// @ts-nocheck

declare module 'virtual:vectors' {
  const vectors: import('../suite/vectors.ts').Vectors;
  export default vectors;
}
