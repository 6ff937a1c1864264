import { type PolicyDocument, readPolicy, type Statement } from '../../../iam-policy/document.ts';
import type { Step } from '../../../plan/plan.ts';
import type { FoundRole, ImageName, StoredImage } from '../found.ts';
import { accountOf, heardOfRole } from '../judge/repository-policy.ts';
import { neededActions } from '../pull-actions.ts';
import type { FoundGrant } from './read-grant.ts';

interface RepositoryPart {
  readonly steps: readonly Step[];
  /** What only others can do, or nobody. */
  readonly stuck: readonly string[];
}

/** A role of another account needs the repository's word, too: each repository once, for all roles. */
export function planRepositories({ images, roles, subject }: FoundGrant): RepositoryPart {
  const byArn = new Map(images.map((image) => [image.name.repositoryArn, image]));
  const parts = [...byArn.values()].flatMap(({ name, stored }) => {
    if (!stored) return [];
    const foreign = roles.filter((role) => accountOf(role) !== name.account);
    return foreign.length > 0 ? [planOne(name, stored, foreign, subject)] : [];
  });
  return {
    steps: parts.flatMap(({ steps }) => steps),
    stuck: parts.flatMap(({ stuck }) => stuck),
  };
}

function planOne(
  name: ImageName,
  { repository, policy }: StoredImage,
  roles: readonly FoundRole[],
  subject: string,
): RepositoryPart {
  if ('value' in repository && repository.value === undefined) return { steps: [], stuck: [] };
  const text = 'value' in policy ? policy.value : undefined;
  const old = text === undefined ? undefined : readPolicy(text);
  if ('refused' in policy || (text !== undefined && !old)) {
    const statement = JSON.stringify(statementFor(roles));
    const warning = `the policy of ${name.repository} in account ${name.account} cannot be read; who keeps it may add this statement: ${statement}`;
    return { steps: [], stuck: [warning] };
  }
  const heard = roles.map((role) => ({ role, decisions: decisionsOf(old, role, name) }));
  const denied = heard.filter(({ decisions }) => decisions.includes('denied'));
  const silent = heard.filter(
    ({ decisions }) => !decisions.includes('denied') && decisions.includes('silent'),
  );
  const lacking = silent.map(({ role }) => role);
  return {
    steps: lacking.length > 0 ? [stepOf(name, old, text, lacking, subject)] : [],
    stuck: denied.map(
      ({ role }) => `the policy of ${name.repository} denies ${role.name}, and no grant changes that`,
    ),
  };
}

function decisionsOf(document: PolicyDocument | undefined, role: FoundRole, name: ImageName): string[] {
  if (!document) return ['silent'];
  return neededActions.map((action) => heardOfRole(document, role, name, action).decision);
}

function statementFor(roles: readonly FoundRole[]): Statement {
  return {
    Effect: 'Allow',
    Principal: { AWS: roles.map(({ arn }) => arn) },
    Action: [...neededActions],
  };
}

function stepOf(
  name: ImageName,
  old: PolicyDocument | undefined,
  text: string | undefined,
  roles: readonly FoundRole[],
  subject: string,
): Step {
  const document = {
    ...old,
    Version: old?.Version ?? '2012-10-17',
    Statement: [...(old?.Statement ?? []), statementFor(roles)],
  };
  const put = (policyText: string) => ({
    service: 'ecr',
    operation: 'SetRepositoryPolicy',
    input: { region: name.region, registryId: name.account, repositoryName: name.repository, policyText },
  });
  return {
    id: `repository policy ${name.repositoryArn}`,
    action: old ? 'update' : 'create',
    resource: {
      type: 'repository policy',
      id: name.repository,
      arn: name.repositoryArn,
      region: name.region,
    },
    reason: `${subject} pulls from account ${name.account}, which has to let it`,
    changes: roles.map(({ arn }) => ({ field: arn, to: [...neededActions] })),
    after: [],
    call: put(JSON.stringify(document)),
    ...(text !== undefined && { undo: put(text) }),
  };
}
