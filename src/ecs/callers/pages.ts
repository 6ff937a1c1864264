/** A page of a listing of EventBridge, for which the SDK has no paginators. */
interface Page {
  readonly NextToken?: string | undefined;
}

/** All pages, each asked for with the token of the one before. */
export async function* pagesBy<Answer extends Page>(
  ask: (page: { readonly NextToken?: string }) => Promise<Answer>,
): AsyncGenerator<Answer> {
  let at: { readonly NextToken?: string } | undefined = {};
  while (at) {
    const answer: Answer = await ask(at);
    yield answer;
    at = answer.NextToken ? { NextToken: answer.NextToken } : undefined;
  }
}
