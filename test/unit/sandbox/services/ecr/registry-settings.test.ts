import { describe, expect, it } from 'vitest';
import {
  GetAccountSetting,
  PutAccountSetting,
} from '../../../../../src/sandbox/services/ecr/account-settings.ts';
import {
  CreateRepositoryCreationTemplate,
  DeleteRepositoryCreationTemplate,
  DescribeRepositoryCreationTemplates,
} from '../../../../../src/sandbox/services/ecr/creation-template-store.ts';
import { createOnPush } from '../../../../../src/sandbox/services/ecr/creation-templates.ts';
import { GetDownloadUrlForLayer } from '../../../../../src/sandbox/services/ecr/layers.ts';
import { GetLifecyclePolicy } from '../../../../../src/sandbox/services/ecr/lifecycle/policies.ts';
import { digestOf } from '../../../../../src/sandbox/services/ecr/manifest.ts';
import { plantImage } from '../../../../../src/sandbox/services/ecr/plant.ts';
import { PutImage } from '../../../../../src/sandbox/services/ecr/put-image.ts';
import { ListImageReferrers } from '../../../../../src/sandbox/services/ecr/referrers.ts';
import { CreateRepository } from '../../../../../src/sandbox/services/ecr/repositories.ts';
import { PutImageTagMutability } from '../../../../../src/sandbox/services/ecr/repository-settings.ts';
import { ListTagsForResource } from '../../../../../src/sandbox/services/ecr/tags.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const web = { repositoryName: 'shop/web' };

describe('settings of the account', () => {
  it('are what they are on the first day until they are put', () => {
    const { call } = new PracticeWorld();
    const settingOf = (name: string) => GetAccountSetting({ name }, call).value;
    const names = ['BASIC_SCAN_TYPE_VERSION', 'REGISTRY_POLICY_SCOPE', 'BLOB_MOUNTING'];
    expect(names.map(settingOf)).toEqual(['AWS_NATIVE', 'V2', 'DISABLED']);
    PutAccountSetting({ name: 'BLOB_MOUNTING', value: 'ENABLED' }, call);
    expect(settingOf('BLOB_MOUNTING')).toBe('ENABLED');
    const clair = { name: 'BASIC_SCAN_TYPE_VERSION', value: 'CLAIR' };
    expect(refusal(() => PutAccountSetting(clair, call))).toMatch(/^InvalidParameterException/);
    expect(refusal(() => settingOf('toString'))).toMatch(/^InvalidParameterException/);
  });
});

describe('templates for repositories', () => {
  const pushes = { appliedFor: ['CREATE_ON_PUSH' as const] };
  const policy = JSON.stringify({
    rules: [
      {
        ...{ rulePriority: 1, description: 'keep the last hundred', action: { type: 'expire' } },
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100 },
      },
    ],
  });

  it('are kept by their prefix', () => {
    const { call } = new PracticeWorld();
    const create = () => CreateRepositoryCreationTemplate({ prefix: 'a', ...pushes }, call);
    create();
    CreateRepositoryCreationTemplate({ prefix: 'b', ...pushes }, call);
    expect(refusal(create)).toMatch(/^TemplateAlreadyExistsException/);
    const prefixes = (input: object) =>
      DescribeRepositoryCreationTemplates(input, call).repositoryCreationTemplates?.map((one) => one.prefix);
    expect([prefixes({}), prefixes({ prefixes: ['b', 'c'] }), prefixes({ maxResults: 1 })]).toEqual([
      ...[['a', 'b'], ['b'], ['a']],
    ]);
    DeleteRepositoryCreationTemplate({ prefix: 'a' }, call);
    expect(refusal(() => DeleteRepositoryCreationTemplate({ prefix: 'a' }, call))).toMatch(
      /^TemplateNotFoundException/,
    );
  });

  it('need a role for tags', () => {
    const { call } = new PracticeWorld();
    const tagged = { prefix: 'a', ...pushes, resourceTags: [{ Key: 'team', Value: 'shop' }] };
    expect(refusal(() => CreateRepositoryCreationTemplate(tagged, call))).toMatch(/^ValidationException/);
    const customRoleArn = 'arn:aws:iam::123456789012:role/templates';
    CreateRepositoryCreationTemplate({ ...tagged, customRoleArn, lifecyclePolicy: policy }, call);
    const { arn = '' } = createOnPush('a/new', call) ?? {};
    expect(ListTagsForResource({ resourceArn: arn }, call).tags).toEqual(tagged.resourceTags);
    expect(GetLifecyclePolicy({ repositoryName: 'a/new' }, call).lifecyclePolicyText).toBe(policy);
  });

  it('are chosen by the longest prefix, and that of the root by what has none', () => {
    const { call } = new PracticeWorld();
    const mutability = (name: string) => createOnPush(name, call)?.mutability;
    CreateRepositoryCreationTemplate({ prefix: 'team', ...pushes, imageTagMutability: 'IMMUTABLE' }, call);
    CreateRepositoryCreationTemplate({ prefix: 'team/x', appliedFor: ['REPLICATION'] }, call);
    expect([mutability('team/web'), mutability('team/x/web'), mutability('team'), mutability('web')]).toEqual(
      [...['IMMUTABLE', undefined, undefined, undefined]],
    );
    CreateRepositoryCreationTemplate({ prefix: 'ROOT', ...pushes }, call);
    expect(mutability('web')).toBe('MUTABLE');
  });
});

it('tags become immutable, but for those of a filter that has to be given', () => {
  const { call } = new PracticeWorld();
  CreateRepository(web, call);
  const put = (input: object) =>
    PutImageTagMutability({ ...web, imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', ...input }, call);
  expect(refusal(() => put({}))).toMatch(/^InvalidParameterException/);
  const imageTagMutabilityExclusionFilters = [{ filterType: 'WILDCARD', filter: 'dev-*' }];
  put({ imageTagMutabilityExclusionFilters });
  const plant = (content: string, tag: string) => plantImage({ ...web, content, tags: [tag] }, call);
  plant('one', 'dev-1');
  plant('one', 'v1');
  plant('two', 'dev-1');
  expect(refusal(() => plant('two', 'v1'))).toMatch(/^ImageTagAlreadyExistsException/);
  put({ imageTagMutability: 'MUTABLE' });
  plant('two', 'v1');
});

it('referrers of an image are found by their type', () => {
  const { call } = new PracticeWorld();
  CreateRepository(web, call);
  const imageDigest = plantImage({ ...web, content: 'one', tags: ['v1'] }, call);
  for (const artifactType of ['application/spdx+json', 'application/x-signature']) {
    const imageManifest = JSON.stringify({
      ...{ schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json', artifactType },
      ...{ layers: [], subject: { digest: imageDigest, size: 1 }, annotations: { by: 'us' } },
    });
    PutImage({ ...web, imageManifest }, call);
  }
  const found = (artifactTypes?: string[]) =>
    ListImageReferrers({ ...web, subjectId: { imageDigest }, filter: { artifactTypes } }, call).referrers;
  expect(found()).toHaveLength(2);
  expect(found(['application/x-signature'])).toMatchObject([
    { artifactType: 'application/x-signature', annotations: { by: 'us' }, artifactStatus: 'ACTIVE' },
  ]);
});

it('a layer is fetched from an address of its own, unless a story knows its size alone', () => {
  const { call, region } = new PracticeWorld();
  CreateRepository(web, call);
  plantImage({ ...web, content: 'one', tags: ['v1'] }, call);
  const blobs = [...(region.ecr.repositories.get('shop/web')?.blobs.values() ?? [])];
  const [config, layer] = blobs.map(({ digest }) => digest);
  const url = (layerDigest: string | undefined) =>
    GetDownloadUrlForLayer({ ...web, layerDigest }, call).downloadUrl;
  expect(url(config)).toMatch(/^http:\/\/127\.0\.0\.1:1\/_layers\/sha256:/);
  expect(refusal(() => url(layer))).toMatch(/^LayerInaccessibleException/);
  expect(refusal(() => url(digestOf('nothing')))).toMatch(/^LayersNotFoundException/);
});
