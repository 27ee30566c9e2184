/** The error for a file that is not of its format, or that could not be read to its end. */
export class InputError extends Error {
  override readonly name: string = 'InputError';
  /** The file, or the member of an archive. */
  readonly file: string;
  /** What is wrong with it, as words that follow the file's name. */
  readonly problem: string;

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.file = file;
    this.problem = problem;
  }
}
