import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundAccess, FoundImage, FoundRole } from '../../../../src/ecr/access/found.ts';
import { planGrant } from '../../../../src/ecr/access/grant/plan-grant.ts';
import type { FoundGrant } from '../../../../src/ecr/access/grant/read-grant.ts';
import { pullActions, tokenAction } from '../../../../src/ecr/access/pull-actions.ts';
import { readPolicy } from '../../../../src/iam-policy/document.ts';
import { evaluate } from '../../../../src/iam-policy/evaluate.ts';
import {
  account,
  anAccess,
  anImage,
  aRole,
  foreign,
  policy,
  repositoryArn,
  right,
  roleArn,
} from './found-access.ts';

const grant = (more: Partial<FoundAccess> = {}, inline?: string): FoundGrant => ({
  ...anAccess(more),
  inline: new Map(inline === undefined ? [] : [[roleArn, inline]]),
});

const lacking = (action: string) => right(action, { decision: 'implicitDeny' });
const documentOf = (found: FoundGrant) =>
  JSON.parse(String(planGrant(found).steps[0]?.call.input.PolicyDocument));
const image = 'ecr:BatchGetImage';
const layer = 'ecr:GetDownloadUrlForLayer';

describe('a grant', () => {
  it('is nothing to do where the role has its rights', () => {
    expect(planGrant(grant())).toMatchObject({ subject: 'prod/web', steps: [], warnings: [] });
  });

  it('gives what is missing and nothing else, by a policy of its own', () => {
    const { steps } = planGrant(grant({ roles: [aRole([lacking(image)])] }));
    expect(steps).toMatchObject([
      {
        action: 'create',
        resource: { type: 'inline policy', id: 'web-execution/ecsctl-pull' },
        call: { service: 'iam', operation: 'PutRolePolicy', input: { RoleName: 'web-execution' } },
      },
    ]);
    expect(documentOf(grant({ roles: [aRole([lacking(image)])] }))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: [image], Resource: [repositoryArn] }],
    });
  });

  it('gives the token on everything, as it is of no resource', () => {
    const all = [tokenAction, image, layer].map(lacking);
    expect(documentOf(grant({ roles: [aRole(all)] })).Statement).toEqual([
      { Effect: 'Allow', Action: [tokenAction], Resource: ['*'] },
      { Effect: 'Allow', Action: [image, layer], Resource: [repositoryArn] },
    ]);
  });

  it('keeps what its policy says already, and puts a repository beside another', () => {
    const other = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    const before = policy(other, {
      Effect: 'Allow',
      Action: image,
      Resource: 'arn:aws:ecr:::repository/api',
    });
    const found = grant({ roles: [aRole([lacking(image)])] }, encodeURIComponent(before));
    expect(documentOf(found).Statement).toEqual([
      other,
      { Effect: 'Allow', Action: image, Resource: ['arn:aws:ecr:::repository/api', repositoryArn] },
    ]);
    expect(planGrant(found).steps[0]?.undo).toMatchObject({ input: { PolicyDocument: before } });
  });

  it('leaves a statement with a condition alone', () => {
    const narrow = {
      ...{ Effect: 'Allow', Action: image, Resource: repositoryArn },
      Condition: { Bool: { 'aws:ViaAWSService': 'true' } },
    };
    const found = grant({ roles: [aRole([lacking(image)])] }, policy(narrow));
    expect(documentOf(found).Statement).toEqual([
      narrow,
      { Effect: 'Allow', Action: [image], Resource: [repositoryArn] },
    ]);
  });

  it.each([
    ['a deny', right(image, { decision: 'explicitDeny', policies: ['no'] }), /no denies it/],
    ['a boundary', { ...lacking(image), limitedBy: 'boundary' as const }, /boundary/],
    ['an organization', { ...lacking(image), limitedBy: 'organization' as const }, /service control policy/],
  ])('is refused against %s, and says so beside what can be granted', (_, stuck, text) => {
    expect(() => planGrant(grant({ roles: [aRole([stuck])] }))).toThrow(text);
    const both = planGrant(grant({ roles: [aRole([stuck, lacking(layer)])] }));
    expect(both.steps).toHaveLength(1);
    expect(both.warnings.join()).toMatch(text);
  });

  it.each<[string, Partial<FoundAccess>, string]>([
    ['no role', { roles: [] }, 'refused'],
    ['a role that is gone', { roles: [aRole([], { role: { value: undefined } })] }, 'refused'],
    ['rights that nobody may look at', { roles: [aRole([], { token: { refused: 'iam:X' } })] }, 'no-verdict'],
  ])('ends without a plan for %s', (_, found, kind) => {
    expect(() => planGrant(grant(found))).toThrow(expect.objectContaining({ kind }));
  });

  it('tells of what rights do not help against', () => {
    const images = [anImage({ platforms: { value: ['linux/arm64'] } })];
    expect(planGrant(grant({ images })).warnings.join('\n')).toMatch(/platform: .*\nrights do not help/);
  });
});

describe('a grant across accounts', () => {
  const abroad = aRole([], { arn: roleArn.replace(account, foreign) });
  const own = { Effect: 'Deny', Principal: { AWS: '333333333333' }, Action: 'ecr:*' };

  it('adds the statement to the policy of the repository', () => {
    const { steps } = planGrant(
      grant({ roles: [abroad], images: [anImage({ policy: { value: policy(own) } })] }),
    );
    const [step] = steps;
    expect(step).toMatchObject({
      action: 'update',
      call: { operation: 'SetRepositoryPolicy', input: { registryId: account } },
    });
    expect(step?.undo).toMatchObject({ input: { policyText: policy(own) } });
    const text = String(step?.call.input.policyText);
    expect(JSON.parse(text).Statement).toEqual([
      own,
      { Effect: 'Allow', Principal: { AWS: [abroad.arn] }, Action: [image, layer] },
    ]);
    const after = anImage({ policy: { value: text } });
    expect(planGrant(grant({ roles: [abroad], images: [after] })).steps).toEqual([]);
  });

  it('prints the statement where the policy belongs to others', () => {
    const images = [anImage({ policy: { refused: 'ecr:GetRepositoryPolicy' } })];
    expect(() => planGrant(grant({ roles: [abroad], images }))).toThrow(/"Action":\["ecr:BatchGetImage"/);
  });

  it('is refused where the repository denies it', () => {
    const images = [anImage({ policy: { value: policy({ ...own, Principal: '*' }) } })];
    expect(() => planGrant(grant({ roles: [abroad], images }))).toThrow(/denies web-execution/);
  });
});

/** The rights that a role has when a policy is added to those it had. */
function after(role: FoundRole, text: string): FoundRole {
  const { Statement } = readPolicy(text) ?? { Statement: [] };
  const raised = (resource: string, rights: FoundRole['token']) => {
    if (!('value' in rights)) return rights;
    const isAllowed = (action: string) => {
      const statements = Statement.map((one) => ({ ...one, Principal: '*' }));
      return evaluate(statements, { action, resource, isMeant: () => true, keys: {} }).decision === 'allowed';
    };
    return { value: rights.value.map((one) => (isAllowed(one.action) ? right(one.action) : one)) };
  };
  return {
    ...role,
    token: raised('*', role.token),
    rights: new Map([...role.rights].map(([arn, rights]) => [arn, raised(arn, rights)])),
  };
}

it('whatever rights are missing of whichever repositories, what is granted leaves nothing to grant', () => {
  const names = ['api', 'web', 'team/web'];
  const arnOf = (name: string) => `arn:aws:ecr:eu-west-1:${account}:repository/${name}`;
  const images = names.map((repository): FoundImage => {
    return anImage({}, { repository, repositoryArn: arnOf(repository), text: repository });
  });
  const missing = fc.record({
    token: fc.boolean(),
    of: fc.tuple(...names.map(() => fc.subarray([...pullActions]))),
    before: fc.option(
      fc.constantFrom(policy(), policy({ Effect: 'Allow', Action: [image], Resource: arnOf('x') })),
    ),
  });
  fc.assert(
    fc.property(missing, ({ token, of, before }) => {
      const rights = names.map((name, index): [string, FoundRole['token']] => {
        const value = pullActions.map((action) =>
          of[index]?.includes(action) ? lacking(action) : right(action),
        );
        return [arnOf(name), { value }];
      });
      const role = aRole(token ? [lacking(tokenAction)] : [], { rights: new Map(rights) });
      const plan = planGrant(grant({ roles: [role], images }, before ?? undefined));
      const needed =
        token || of.some((actions) => actions.some((action) => action === image || action === layer));
      expect(plan.steps).toHaveLength(needed ? 1 : 0);
      if (!needed) return;
      const text = String(plan.steps[0]?.call.input.PolicyDocument);
      expect(planGrant(grant({ roles: [after(role, text)], images }, text)).steps).toEqual([]);
    }),
  );
});
