import type * as sdk from '@aws-sdk/client-sts';
import type { Answer, Call, Service } from '../../service.ts';

/** Whoever asks is the one user of the sandbox's account. */
function GetCallerIdentity(
  _input: sdk.GetCallerIdentityCommandInput,
  { world }: Call,
): Answer<sdk.GetCallerIdentityCommandOutput> {
  return {
    UserId: 'AIDASANDBOXPRACTICE1',
    Account: world.accountId,
    Arn: `arn:${world.partition}:iam::${world.accountId}:user/practice`,
  };
}

export const sts: Service = {
  signingName: 'sts',
  iamPrefix: 'sts',
  sdk: () => import('@aws-sdk/client-sts'),
  handlers: { GetCallerIdentity },
};
