/** The vectors, embedded by ../bundle.ts. */
declare module 'virtual:vectors' {
  const vectors: import('../suite/vectors.ts').Vectors;
  export default vectors;
}
