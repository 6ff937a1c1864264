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
  // A role is handed on, and tags are given, as part of other operations.
  'events run': ['iam:PassRole', 'ecs:TagResource'],
  'events enable': ['iam:PassRole'],
  'events disable': ['iam:PassRole'],
  // The sandbox is one account, in which a repository need not let anybody.
  'ecr access grant': ['ecr:SetRepositoryPolicy'],
  // CreateLogGroup takes it where it is given tags.
  'events on-stop': ['logs:TagResource'],
  // So do roles, queues and groups of schedules, and who hands a role to a service has to be let as well.
  'events on-upload': ['iam:PassRole', 'iam:TagRole', 'sqs:TagQueue'],
  'events schedule': ['iam:PassRole', 'iam:TagRole', 'sqs:TagQueue', 'scheduler:TagResource'],
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
