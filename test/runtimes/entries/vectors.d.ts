/** The vectors, embedded by ../bundle.ts. */
declare module 'runtime-vectors' {
  const vectors: import('../suite/vectors.ts').Vectors;
  export default vectors;
}
