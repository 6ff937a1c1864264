/** Whether AWS said no to the caller, who goes on with a question unanswered. */
export function isDenied(error: unknown): error is Error {
  return error instanceof Error && /^AccessDenied(Exception)?$/.test(error.name);
}
