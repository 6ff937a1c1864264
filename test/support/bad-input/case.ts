/** A command line that must be refused. */
export interface BadLine {
  readonly argv: readonly string[];
  /** One of these has to stand in the message: the value that is wrong, or the name of what is missing. */
  readonly naming: string | readonly string[];
  /** What was done to a good line, for the reader of a failed test. */
  readonly why: string;
}
