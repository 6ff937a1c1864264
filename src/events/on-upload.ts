import { carryOut } from '../plan/carry-out.ts';
import { mergeOperations } from '../plan/operations.ts';
import { defineVerb } from '../verb/verb.ts';
import { bucketOperations } from './bucket/operations.ts';
import { deadLetterOperations, deadLetterWrites } from './dead-letters/operations.ts';
import { planUpload } from './on-upload/plan-upload.ts';
import { readUploads, uploadReads } from './on-upload/read.ts';
import { readUpload, uploadFlags } from './on-upload/wanted.ts';
import { roleOperations, roleWrites } from './role/operations.ts';
import { ruleOperations, ruleWrites } from './rule/operations.ts';

export const verb = defineVerb({
  summary: 'run a task for each object that is put into a bucket',
  description:
    'The container finds the bucket and the key in S3_BUCKET and S3_KEY, the key as it is and not URL-encoded. Made are a ' +
    'rule, its target, and a role that may run this task in this cluster and nothing else; the bucket is made to tell ' +
    'EventBridge, beside whom it tells already. Which objects are meant is what is said here; of the task all stays that ' +
    'is not named.',
  arguments: { name: { help: 'name of the rule' } },
  flags: uploadFlags,
  examples: [
    [
      'ecsctl events on-upload thumbnails --bucket acme-uploads --prefix photos/ -c prod --task-definition thumbnail --subnets subnet-0a1b2c3d --create-dlq',
      'a task for each photo, and what could not be run kept in a queue',
    ],
    [
      "ecsctl events on-upload import --bucket acme-inbox --suffix .csv -c prod --task-definition import --strategy 'FARGATE_SPOT:weight=1' --subnets subnet-0a1b2c3d --task-policy read-inbox.json --dry-run",
      'see what importing each table on Spot would take',
    ],
  ],
  iam: [...uploadReads, ...ruleWrites, ...roleWrites, 's3:PutBucketNotification', ...deadLetterWrites],
  mutates: true,
  run(context, { arguments: { name }, flags }) {
    const wanted = readUpload(name, flags);
    return carryOut(context, {
      read: () => readUploads(context.aws, wanted),
      plan: (found) => planUpload(wanted, found),
      operations: mergeOperations([ruleOperations, roleOperations, deadLetterOperations, bucketOperations]),
    });
  },
});
