import type { AwsError } from '../service.ts';
import type { ServiceModel } from './model.ts';
import type { Dialect } from './protocol.ts';

/** An error in the words of the protocol that will carry it. */
export interface Refusal {
  /** The shape's name, as JSON bodies carry it. */
  readonly name: string;
  /** The name that awsQuery clients know it by. */
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly messageMember: string;
}

type Spelling = readonly [name: string, status: number];

/**
 * Errors that any service may answer and that no service's schemas hold. Their names differ by protocol:
 * clients decide by them whether to retry, and what to tell their users.
 */
const commonErrors: readonly Readonly<Record<Dialect, Spelling>>[] = [
  {
    json: ['ThrottlingException', 400],
    query: ['Throttling', 400],
    ec2: ['RequestLimitExceeded', 503],
    s3: ['SlowDown', 503],
  },
  {
    json: ['AccessDeniedException', 400],
    query: ['AccessDenied', 403],
    ec2: ['UnauthorizedOperation', 403],
    s3: ['AccessDenied', 403],
  },
  {
    json: ['MissingAuthenticationTokenException', 403],
    query: ['MissingAuthenticationToken', 403],
    ec2: ['MissingAuthenticationToken', 403],
    s3: ['AccessDenied', 403],
  },
  {
    json: ['ExpiredTokenException', 400],
    query: ['ExpiredToken', 403],
    ec2: ['RequestExpired', 400],
    s3: ['ExpiredToken', 400],
  },
  {
    json: ['UnrecognizedClientException', 400],
    query: ['InvalidClientTokenId', 403],
    ec2: ['AuthFailure', 401],
    s3: ['InvalidAccessKeyId', 403],
  },
  {
    json: ['ValidationException', 400],
    query: ['ValidationError', 400],
    ec2: ['InvalidParameterValue', 400],
    s3: ['InvalidArgument', 400],
  },
  {
    json: ['SerializationException', 400],
    query: ['MalformedInput', 400],
    ec2: ['MalformedInput', 400],
    s3: ['MalformedXML', 400],
  },
  {
    json: ['InternalFailure', 500],
    query: ['InternalFailure', 500],
    ec2: ['InternalError', 500],
    s3: ['InternalError', 500],
  },
  {
    json: ['ServiceUnavailableException', 503],
    query: ['ServiceUnavailable', 503],
    ec2: ['Unavailable', 503],
    s3: ['ServiceUnavailable', 503],
  },
];

/**
 * How the service would spell `error` in the protocol's dialect: by its own schemas first, then by AWS's
 * common errors.
 */
export function refusalOf(error: AwsError, dialect: Dialect, model?: ServiceModel): Refusal {
  const { name, message, status } = error;
  const messageMember = 'message';
  const shape = model?.errors.get(name);
  if (shape) {
    const inQuery = dialect === 'query';
    return {
      name: shape.name,
      code: shape.queryCode,
      status: inQuery ? shape.queryStatus : shape.status,
      message,
      messageMember: shape.messageMember,
    };
  }
  const common = commonErrors.find((spellings) => Object.values(spellings).some(([known]) => known === name));
  if (!common) return { name, code: name, status, message, messageMember };
  const [spelled, commonStatus] = common[dialect];
  const code = dialect === 'json' ? common.query[0] : spelled;
  return { name: spelled, code, status: commonStatus, message, messageMember };
}

/** Who is at fault, in the words of awsQuery. */
export function faultOf(refusal: Refusal): 'Sender' | 'Receiver' {
  return refusal.status < 500 ? 'Sender' : 'Receiver';
}
