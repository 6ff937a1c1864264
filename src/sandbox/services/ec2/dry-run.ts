import { AwsError, type Handler } from '../../service.ts';

const DRY_RUN = 'Request would have succeeded, but DryRun flag is set.';

/** The handlers, each of which answers a request with `DryRun` as EC2 does: with an error, and without doing it. */
export function heedingDryRun(handlers: Readonly<Record<string, Handler>>): Record<string, Handler> {
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, heeding(handler)]));
}

function heeding(handler: Handler): Handler {
  return (input: { readonly DryRun?: boolean }, call) => {
    if (input.DryRun) throw new AwsError('DryRunOperation', DRY_RUN, 412);
    return handler(input as never, call);
  };
}
