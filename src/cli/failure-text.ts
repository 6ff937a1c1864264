import { explainAwsError } from '../aws/explain.ts';
import { Failure } from '../failure.ts';
import { printable } from '../terminal/printable.ts';
import { codeOf, type ExitCode } from './exit-codes.ts';

export interface FailureText {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * An error as its reader should meet it: one message and what to do. Only a bug shows its stack.
 * @param debug also names AWS's request id.
 */
export function describeFailure(error: unknown, debug: boolean): FailureText {
  if (error instanceof Failure) {
    // What was wrong is quoted, and must neither drive the terminal nor look like a message of its own.
    const message = error.kind === 'usage' ? printable(error.message) : harmless(error.message);
    // A no was meant, so that it is no error.
    const said = error.kind === 'declined' ? message : `error: ${message}`;
    return { text: lines(said, hint(error.hint)), exitCode: codeOf[error.kind] };
  }
  const explained = explainAwsError(error);
  if (explained) {
    const request = debug && explained.requestId ? `request id: ${explained.requestId}` : undefined;
    return {
      text: lines(`error: ${harmless(explained.message)}`, hint(explained.hint), request),
      exitCode: 1,
    };
  }
  const stack = error instanceof Error ? error.stack : String(error);
  return {
    text: lines('This is a bug in ecsctl. Please report it with the command and these lines:', stack),
    exitCode: 1,
  };
}

function hint(text: string | undefined): string | undefined {
  return text && `hint: ${printable(text)}`;
}

/** Lists keep their lines. */
function harmless(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function lines(...parts: readonly (string | undefined)[]): string {
  return `${parts.filter(Boolean).join('\n')}\n`;
}
