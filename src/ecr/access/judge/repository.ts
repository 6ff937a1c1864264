import type { FoundAccess, FoundRole, ImageName, StoredImage } from '../found.ts';
import { neededActions } from '../pull-actions.ts';
import type { Check } from '../value.ts';
import { accountOf, heardOfRole, policyOf } from './repository-policy.ts';

/** Whether the repository is there, whether its policy is in the way, and what its images are encrypted with. */
export function judgeRepository(found: FoundAccess, name: ImageName, stored: StoredImage): Check[] {
  const { repository } = stored;
  const where = `${name.repository} in account ${name.account}, ${name.region}`;
  if ('refused' in repository) {
    return [
      {
        subject: 'repository',
        light: 'unknown',
        text: `whether there is a repository ${where}, is not known: the caller may not ${repository.refused}`,
        next: `run this as somebody who may: ${repository.refused} on ${name.repositoryArn}`,
      },
      ...policies(found, name, stored),
    ];
  }
  if (repository.value === undefined) {
    const text = `there is no repository ${where}; only a pull-through cache rule would make it with the first pull`;
    const next = `ecsctl ecr push SOURCE ${name.text.replace(/@.*/, '')} --create`;
    return [{ subject: 'repository', light: 'red', text, next }];
  }
  return [
    { subject: 'repository', light: 'green', text: `the repository ${name.repository} is there` },
    ...policies(found, name, stored),
    ...encryption(repository.value.encryptionConfiguration),
  ];
}

function policies(found: FoundAccess, name: ImageName, stored: StoredImage): Check[] {
  return found.roles.map((role) => judgePolicy(found.subject, role, name, stored));
}

function judgePolicy(who: string, role: FoundRole, name: ImageName, stored: StoredImage): Check {
  const subject = 'repository policy' as const;
  const isForeign = accountOf(role) !== name.account;
  const see = `aws ecr get-repository-policy --registry-id ${name.account} --repository-name ${name.repository} --region ${name.region}`;
  if ('refused' in stored.policy) {
    const text = `the policy of ${name.repository} is not known: the caller may not ${stored.policy.refused}`;
    return { subject, light: 'unknown', text, next: `run as somebody who may: ${see}` };
  }
  const lets = `ecsctl ecr access grant ${who}, or in account ${name.account}: aws ecr set-repository-policy --repository-name ${name.repository}`;
  if (stored.policy.value === undefined) {
    if (!isForeign) {
      return { subject, light: 'green', text: 'there is none, and in the same account none is needed' };
    }
    const text = `there is none, and a role of account ${accountOf(role)} needs one to pull from account ${name.account}`;
    return { subject, light: 'red', text, next: lets };
  }
  const document = policyOf(stored);
  if (!document) return { subject, light: 'unknown', text: 'it cannot be read', next: see };
  const verdicts = neededActions.map((action) => ({ action, ...heardOfRole(document, role, name, action) }));
  const of = (decision: string) => verdicts.filter((one) => one.decision === decision);
  const actions = (decision: string) => of(decision).map(({ action }) => action);
  if (of('denied').length > 0) {
    return {
      subject,
      light: 'red',
      text: `it denies ${role.name} ${actions('denied').join(', ')}`,
      next: see,
    };
  }
  if (of('unknown').length > 0) {
    const keys = [...new Set(of('unknown').flatMap(({ unknown }) => unknown))].join(' and ');
    const text = `what it says of ${role.name} hangs on ${keys}, which is not judged`;
    return { subject, light: 'unknown', text, next: see };
  }
  if (isForeign && of('silent').length > 0) {
    const text = `it does not let a role of account ${accountOf(role)} ${actions('silent').join(', ')}`;
    return { subject, light: 'red', text, next: lets };
  }
  const text = isForeign ? `it lets ${role.name} pull` : `it denies ${role.name} nothing that a pull takes`;
  return { subject, light: 'green', text };
}

/**
 * ECR decrypts by a grant that it has on the key, so that who pulls needs no right on it.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 */
function encryption(
  configuration: { encryptionType?: string | undefined; kmsKey?: string | undefined } | undefined,
): Check[] {
  const { encryptionType = 'AES256', kmsKey } = configuration ?? {};
  if (encryptionType === 'AES256' || kmsKey === undefined) return [];
  return [
    {
      subject: 'encryption',
      light: 'yellow',
      text: 'a KMS key encrypts the images: a pull takes no right on it, and whether the key is enabled is not judged',
      next: `aws kms describe-key --key-id ${kmsKey}`,
    },
  ];
}
