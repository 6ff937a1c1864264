import type { CalledError } from './call-middleware.ts';
import { isQuota, isThrottling } from './throttling.ts';

/** An error of AWS or of the way to it, in words. */
export interface Explanation {
  readonly message: string;
  readonly hint?: string;
  /** For `--debug`. */
  readonly requestId?: string;
}

type Explain = (error: CalledError) => Explanation | undefined;

/**
 * Says what an error thrown by an SDK call means and what to do. Decided by the error's name; AWS words its messages
 * anew now and then. Undefined for an error that AWS has no part in.
 */
export function explainAwsError(error: unknown): Explanation | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const explain of families) {
    const explanation = explain(error);
    if (explanation) return { requestId: (error as CalledError).$metadata?.requestId, ...explanation };
  }
  return undefined;
}

const families: readonly Explain[] = [
  noCredentials,
  noRegion,
  staleCredentials,
  unknownCredentials,
  accessDenied,
  throttled,
  quotaReached,
  silence,
  notAws,
  anyAnswer,
];

function noCredentials(error: CalledError): Explanation | undefined {
  if (!/^(Credentials|Token)ProviderError$/.test(error.name)) return undefined;
  return {
    message: `no AWS credentials${error.$profile ? ` in profile ${error.$profile}` : ''}: ${firstLine(error.message)}`,
    hint: 'set AWS_PROFILE or --profile, sign in with "aws sso login" or "aws login", or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  };
}

function noRegion(error: CalledError): Explanation | undefined {
  if (error.message !== 'Region is missing') return undefined;
  return { message: 'no AWS region', hint: 'name one with --region, AWS_REGION, or in the profile' };
}

function staleCredentials(error: CalledError): Explanation | undefined {
  if (!/^(ExpiredToken|ExpiredTokenException|RequestExpired)$/.test(error.name)) return undefined;
  return {
    message: 'the AWS credentials have expired',
    hint: 'sign in again, for example with "aws sso login", and repeat the command',
  };
}

const unknownKey =
  /^(UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|MissingAuthenticationToken\w*)$/;

function unknownCredentials(error: CalledError): Explanation | undefined {
  if (!unknownKey.test(error.name)) return undefined;
  return {
    message: `AWS does not accept the credentials: ${firstLine(error.message)}`,
    hint: 'check which credentials are used: aws configure list',
  };
}

/** AWS names the missing action in its message, but for repositories' registries and some older services. */
function accessDenied(error: CalledError): Explanation | undefined {
  if (!/^(AccessDenied|AccessDeniedException|UnauthorizedOperation|NotAuthorized)$/.test(error.name))
    return undefined;
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(error.message)?.[1] ?? error.$call;
  return {
    message: `access denied${during(error)}: ${firstLine(error.message)}`,
    hint: action && `the caller needs the IAM action ${action}`,
  };
}

function throttled(error: CalledError): Explanation | undefined {
  if (!isThrottling(error)) return undefined;
  return {
    message: `AWS throttled the requests${during(error)}, ${error.$metadata?.attempts ?? 'several'} times in a row`,
    hint: 'wait a little and repeat the command, or use a smaller --api-rate',
  };
}

function quotaReached(error: CalledError): Explanation | undefined {
  if (!isQuota(error)) return undefined;
  return {
    message: `AWS refused ${error.$call ?? 'the call'}, a quota is used up: ${firstLine(error.message)}`,
    hint: 'remove what is no longer needed, or ask for more under Service Quotas in the AWS console',
  };
}

function silence(error: CalledError): Explanation | undefined {
  const { code } = error as { code?: string };
  if (error.name !== 'TimeoutError' && !['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code ?? ''))
    return undefined;
  return {
    message: `no answer from AWS${during(error)} (${code ?? error.message})`,
    hint: 'the request may or may not have been carried out; repeating the command is safe, it reads first',
  };
}

/** A proxy's or another server's page, that is. */
/** JSON and XML are read by two parsers, and each has its own way to say that this is neither. */
function notAws(error: CalledError): Explanation | undefined {
  const isUnread = error.name === 'SyntaxError' || error.message.includes('XML parse error');
  if (!isUnread || error.$metadata?.httpStatusCode === undefined) return undefined;
  return {
    message: `the answer${during(error)} is none of AWS's: ${firstLine(error.message)}`,
    hint: 'check AWS_ENDPOINT_URL or --endpoint-url where one is set, and any proxy on the way',
  };
}

function anyAnswer(error: CalledError): Explanation | undefined {
  if (error.$metadata?.httpStatusCode === undefined) return undefined;
  return { message: `AWS answered ${error.name}${during(error)}: ${firstLine(error.message)}` };
}

function during({ $call }: CalledError): string {
  return $call ? ` to ${$call}` : '';
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() || 'no further word';
}
