import { expect, it } from 'vitest';
import { recordedCalls } from '../support/iam-record.ts';
import { manifestOfVerbs } from '../support/run-in-process.ts';

/** Runs when all other end-to-end tests have: what they saw each verb do is held against what it declares. */
const seen = recordedCalls();
const { verbs } = await manifestOfVerbs();
/**
 * What a sandbox cannot show: to delete an object's version takes an action beside that of the operation, and so does a
 * capacity provider, for ECS puts its tag on the group, or is handed a role; and there are no Express services in it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
const unseen: Readonly<Record<string, readonly string[]>> = {
  'capacity attach': ['autoscaling:CreateOrUpdateTags'],
  'capacity managed': ['iam:PassRole'],
  cleanup: ['s3:DeleteObjectVersion', 'ecs:DeleteExpressGatewayService'],
  // A token of ECR Public is one of STS as well; to mount a blob is to read it from where it is.
  'ecr push': ['sts:GetServiceBearerToken', 'ecr:GetDownloadUrlForLayer'],
  // The sandbox is one account, in which a repository need not let anybody.
  'ecr access grant': ['ecr:SetRepositoryPolicy'],
};
const asking = Object.entries(verbs).filter(([, { iam }]) => iam.length > 0);

it('the end-to-end tests ran every verb that asks AWS', () => {
  expect([...seen.keys()].sort()).toEqual(asking.map(([path]) => path).sort());
});

it.each(asking)('%s uses nothing that it does not declare', (path, { iam }) => {
  expect([...(seen.get(path) ?? [])].filter((action) => !iam.includes(action))).toEqual([]);
});

it.each(asking)('%s declares nothing that it does not use', (path, { iam }) => {
  const used = new Set([...(seen.get(path) ?? []), ...(unseen[path] ?? [])]);
  expect(iam.filter((action) => !used.has(action))).toEqual([]);
});
