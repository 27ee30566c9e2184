/** A file that is not what it is said to be, or could not be read to its end. */
export class InputError extends Error {
  override readonly name: string = 'InputError';
  /** The file, or the member of an archive. */
  readonly file: string;
  /** What is wrong with it, to stand behind the file's name. */
  readonly problem: string;

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.file = file;
    this.problem = problem;
  }
}
