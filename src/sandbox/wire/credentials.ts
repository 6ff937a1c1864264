import { AwsError } from '../service.ts';
import type { WireRequest } from './http.ts';

/** The scope that a request was signed for. Signatures themselves are not verified. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signingName: string;
}

/** Where requests go that name no region, as unsigned ones do. */
export const defaultRegion = 'us-east-1';

/** `AKID/20240131/us-east-1/ecs/aws4_request`, from the Authorization header or from a presigned URL. */
export function credentialScope(request: WireRequest): CredentialScope | undefined {
  const header = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const scope = header ?? request.query.get('X-Amz-Credential');
  const [accessKeyId, , region, signingName] = scope?.split('/') ?? [];
  return accessKeyId && region && signingName ? { accessKeyId, region, signingName } : undefined;
}

/**
 * Throws what AWS answers to credentials that are missing, expired or unknown. An access key id that begins
 * with `EXPIRED` plays an expired one, one that begins with `UNKNOWN` an unknown one; all others are good.
 */
export function authenticate(scope: CredentialScope | undefined): CredentialScope {
  if (!scope) {
    throw new AwsError('MissingAuthenticationTokenException', 'Request is missing Authentication Token', 403);
  }
  if (scope.accessKeyId.startsWith('EXPIRED')) {
    throw new AwsError('ExpiredTokenException', 'The security token included in the request is expired');
  }
  if (scope.accessKeyId.startsWith('UNKNOWN')) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  return scope;
}
