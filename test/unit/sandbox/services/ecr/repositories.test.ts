import { describe, expect, it } from 'vitest';
import { GetAuthorizationToken } from '../../../../../src/sandbox/services/ecr/authorization.ts';
import {
  DeleteLifecyclePolicy,
  GetLifecyclePolicy,
  PutLifecyclePolicy,
} from '../../../../../src/sandbox/services/ecr/lifecycle/policies.ts';
import { plantImage } from '../../../../../src/sandbox/services/ecr/plant.ts';
import {
  DeleteRepositoryPolicy,
  GetRepositoryPolicy,
  SetRepositoryPolicy,
} from '../../../../../src/sandbox/services/ecr/policies.ts';
import {
  CreateRepository,
  DeleteRepository,
  DescribeRepositories,
} from '../../../../../src/sandbox/services/ecr/repositories.ts';
import {
  ListTagsForResource,
  TagResource,
  UntagResource,
} from '../../../../../src/sandbox/services/ecr/tags.ts';
import { morning, PracticeWorld, refusal } from '../../world/practice-world.ts';

const web = { repositoryName: 'shop/web' };
const arn = 'arn:aws:ecr:us-east-1:123456789012:repository/shop/web';

describe('a repository', () => {
  it('is made once, under a name of lower case', () => {
    const practice = new PracticeWorld();
    expect(CreateRepository(web, practice.call).repository).toMatchObject({
      repositoryArn: arn,
      repositoryUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web',
      imageTagMutability: 'MUTABLE',
      imageScanningConfiguration: { scanOnPush: false },
    });
    expect(refusal(() => CreateRepository(web, practice.call))).toMatch(/^RepositoryAlreadyExistsException/);
    const bad = { repositoryName: 'Shop' };
    expect(refusal(() => CreateRepository(bad, practice.call))).toMatch(/^InvalidParameterException/);
    expect(refusal(() => DescribeRepositories({ repositoryNames: ['nope'] }, practice.call))).toMatch(
      /^RepositoryNotFoundException: The repository with name 'nope' does not exist/,
    );
  });

  it('with images is deleted only by force, and leaves its tags behind', () => {
    const practice = new PracticeWorld();
    CreateRepository({ ...web, tags: [{ Key: 'app', Value: 'shop' }] }, practice.call);
    plantImage({ ...web, content: 'one', tags: ['v1'] }, practice.call);
    expect(refusal(() => DeleteRepository(web, practice.call))).toMatch(/^RepositoryNotEmptyException/);
    DeleteRepository({ ...web, force: true }, practice.call);
    expect(DescribeRepositories({}, practice.call).repositories).toEqual([]);
    expect([...practice.region.tags.entries()]).toMatchObject([
      { arn, tags: { app: 'shop' }, deletedAt: morning },
    ]);
  });

  it('keeps its policies as they were put', () => {
    const practice = new PracticeWorld();
    CreateRepository(web, practice.call);
    expect(refusal(() => GetRepositoryPolicy(web, practice.call))).toMatch(
      /^RepositoryPolicyNotFoundException/,
    );
    SetRepositoryPolicy({ ...web, policyText: '{"Statement":[]}' }, practice.call);
    expect(GetRepositoryPolicy(web, practice.call).policyText).toBe('{"Statement":[]}');
    DeleteRepositoryPolicy(web, practice.call);
    expect(refusal(() => DeleteRepositoryPolicy(web, practice.call))).toMatch(/^RepositoryPolicyNotFound/);
    const selection = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 };
    const rule = { rulePriority: 1, description: 'keep ten', selection, action: { type: 'expire' } };
    const lifecyclePolicyText = JSON.stringify({ rules: [rule] });
    expect(refusal(() => PutLifecyclePolicy({ ...web, lifecyclePolicyText: '{}' }, practice.call))).toMatch(
      /^InvalidParameterException/,
    );
    PutLifecyclePolicy({ ...web, lifecyclePolicyText }, practice.call);
    expect(GetLifecyclePolicy(web, practice.call).lifecyclePolicyText).toBe(lifecyclePolicyText);
    DeleteLifecyclePolicy(web, practice.call);
    expect(refusal(() => GetLifecyclePolicy(web, practice.call))).toMatch(
      /^LifecyclePolicyNotFoundException/,
    );
  });

  it('is tagged by its ARN', () => {
    const practice = new PracticeWorld();
    CreateRepository(web, practice.call);
    const tags = [
      { Key: 'a', Value: '1' },
      { Key: '팀', Value: '결제' },
    ];
    TagResource({ resourceArn: arn, tags }, practice.call);
    UntagResource({ resourceArn: arn, tagKeys: ['a'] }, practice.call);
    expect(ListTagsForResource({ resourceArn: arn }, practice.call).tags).toEqual([
      { Key: '팀', Value: '결제' },
    ]);
  });
});

describe('an authorization token', () => {
  it('is the password of AWS for twelve hours', () => {
    const [data] = GetAuthorizationToken({}, new PracticeWorld().call).authorizationData ?? [];
    expect(Buffer.from(data?.authorizationToken ?? '', 'base64').toString()).toMatch(/^AWS:[\w-]+\.[\w-]+$/);
    expect(data?.expiresAt?.getTime()).toBe(morning.getTime() + 12 * 3600_000);
    expect(data?.proxyEndpoint).toBe('http://127.0.0.1:1');
  });
});
