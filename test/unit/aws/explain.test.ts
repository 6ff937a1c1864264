import { describe, expect, it } from 'vitest';
import { explainAwsError } from '../../../src/aws/explain.ts';
import { Failure } from '../../../src/failure.ts';

interface Shape {
  readonly name: string;
  readonly message?: string;
  readonly code?: string;
  readonly call?: string;
  readonly attempts?: number;
  readonly status?: number;
}

function awsError({ name, message = 'because', code, call, attempts, status }: Shape): Error {
  const metadata = status === undefined ? {} : { httpStatusCode: status, attempts, requestId: 'r-1' };
  const fields = { code, $call: call, $metadata: metadata };
  return Object.assign(new Error(message), { name }, fields);
}

function explained(shape: Shape): string {
  const { message, hint } = explainAwsError(awsError(shape)) ?? {};
  return `${message} | ${hint}`;
}

const call = 'ecs:UpdateService';

describe('an error about credentials', () => {
  it.each(['CredentialsProviderError', 'TokenProviderError'])('says where to get some for %s', (name) => {
    const said = explained({ name, message: 'Could not load credentials from any providers\nand more' });
    expect(said).toMatch(
      /^no AWS credentials: Could not load credentials from any providers \| set AWS_PROFILE/,
    );
  });

  it.each(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'])(
    'says they have expired for %s',
    (name) => {
      expect(explained({ name, call, status: 403 })).toMatch(
        /^the AWS credentials have expired \| sign in again/,
      );
    },
  );

  it.each([
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
  ])('says AWS does not know them for %s', (name) => {
    expect(explained({ name, call, status: 403 })).toMatch(
      /^AWS does not accept the credentials: because \| check/,
    );
  });
});

describe('a refused access', () => {
  it.each(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'NotAuthorized'])(
    'names the action that AWS names for %s',
    (name) => {
      const message =
        'User: arn:aws:iam::123456789012:user/ci is not authorized to perform: iam:PassRole on resource: role/x';
      expect(explained({ name, message, call, status: 400 })).toBe(
        `access denied to ecs:UpdateService: ${message} | the caller needs the IAM action iam:PassRole`,
      );
    },
  );

  it('names the action of the call where AWS names none', () => {
    expect(explained({ name: 'AccessDeniedException', message: '', call, status: 400 })).toBe(
      'access denied to ecs:UpdateService: no further word | the caller needs the IAM action ecs:UpdateService',
    );
  });
});

describe('too much asked', () => {
  it.each([
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'EC2ThrottledException',
    'RequestThrottled',
    'RequestLimitExceeded',
    'TooManyRequestsException',
    'ProvisionedThroughputExceededException',
    'SlowDown',
  ])('at once is told with the number of tries for %s', (name) => {
    expect(explained({ name, call, attempts: 6, status: 400 })).toMatch(
      /^AWS throttled the requests to ecs:UpdateService, 6 times in a row \| wait a little/,
    );
  });

  it.each(['LimitExceeded', 'LimitExceededException', 'LimitExceededFault'])(
    'in all is told as a quota, not as throttling, for %s',
    (name) => {
      expect(explained({ name, call, status: 400 })).toMatch(
        /^AWS refused ecs:UpdateService, a quota is used up: because \| remove/,
      );
    },
  );
});

describe('the way to AWS', () => {
  it('needs a region', () => {
    expect(explained({ name: 'Error', message: 'Region is missing' })).toMatch(
      /^no AWS region \| name one with/,
    );
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('may break, and then nobody knows: %s', (code) => {
    expect(explained({ name: 'Error', code, call })).toMatch(
      /^no answer from AWS to ecs:UpdateService \(E[A-Z]+\) \| the request may or may not/,
    );
  });

  it('may stay silent', () => {
    expect(explained({ name: 'TimeoutError', message: 'no answer within 30000 ms', call })).toMatch(
      /^no answer from AWS to ecs:UpdateService \(no answer within 30000 ms\)/,
    );
  });
});

describe('any other answer of AWS', () => {
  it('is told with its name and the first line of its message', () => {
    expect(explained({ name: 'InvalidParameterException', message: 'a\nb', call, status: 400 })).toBe(
      'AWS answered InvalidParameterException to ecs:UpdateService: a | undefined',
    );
  });

  it('carries its request id, for those who ask AWS', () => {
    expect(explainAwsError(awsError({ name: 'ServerException', status: 500 }))?.requestId).toBe('r-1');
  });
});

describe('what AWS has no part in', () => {
  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['a failure of our own', new Failure('refused', 'no')],
    ['what is not even an error', 'text'],
    ['nothing', undefined],
  ])('is not explained: %s', (_, thrown) => {
    expect(explainAwsError(thrown)).toBeUndefined();
  });
});

describe('an answer that is none of AWS’s', () => {
  it.each([
    ['SyntaxError', 'Unexpected token < in JSON at position 0'],
    ['Error', '@aws-sdk XML parse error: mismatched tags at 12'],
  ])('leads to the endpoint and the proxy, as a %s', (name, message) => {
    expect(explained({ name, message, call, status: 200 })).toMatch(
      /^the answer to ecs:UpdateService is none of AWS's: .+ \| check AWS_ENDPOINT_URL/,
    );
  });
});
