import type { FoundAccess } from '../../../../src/ecr/access/found.ts';
import type { Subject } from '../../../../src/ecr/access/value.ts';
import type { Light } from '../../../../src/terminal/light.ts';
import { account, anImage, aRole, foreign, policy, right, roleArn } from './found-access.ts';

export type Case = [what: string, found: Partial<FoundAccess>, subject: Subject, light: Light, text: RegExp];

export const denied = right('ecr:BatchGetImage', { decision: 'explicitDeny', policies: ['no-images'] });
export const lacking = right('ecr:BatchGetImage', { decision: 'implicitDeny' });
export const noToken = right('ecr:GetAuthorizationToken', { decision: 'implicitDeny' });
export const stored = (...more: Parameters<typeof anImage>) => ({ images: [anImage(...more)] });
export const withPolicy = (...statements: object[]) => stored({ policy: { value: policy(...statements) } });
export const letting = (principal: object | string, more: object = {}) => ({
  ...{ Effect: 'Allow', Principal: principal, Action: ['ecr:Batch*', 'ecr:GetDownloadUrlForLayer'] },
  ...more,
});
export const refused = { refused: 'ecr:DescribeImages' };
export const where = (operator: string, key: string, value: string) => ({
  Condition: { [operator]: { [key]: value } },
});
export const fromAbroad = { roles: [aRole([], { arn: roleArn.replace(account, foreign) })] };
export const machines = { kind: 'instances', architectures: ['ARM64'], instances: 2 } as const;
