import { mustMatch } from '../matches.ts';
import { changes, isRefused } from '../room.ts';
import { casesOf } from './case.ts';
import { makeBucket, ownName, roleOf, targetsOf, taskFlags } from './events-estate.ts';

const writes = ['CreateQueue', 'CreateRole', 'PutRolePolicy', 'PutRule', 'PutTargets'];

export const uploadCases = casesOf('events on-upload', {
  async 'has a bucket tell of its objects, and runs a task for each in a role of its own'(room) {
    const name = ownName(room);
    const bucket = await makeBucket(room);
    const argv = ['events', 'on-upload', name, '--bucket', bucket, '--prefix', 'in/', ...taskFlags(room)];
    await changes(room, [...argv, '--create-dlq'], [...writes, `PUT /${bucket}/?notification=`]);
    const told = await room.aws('s3api', 'get-bucket-notification-configuration', '--bucket', bucket);
    mustMatch(told, { EventBridgeConfiguration: {} }, 'bucket');
    const rule = await room.aws('events', 'describe-rule', '--name', name);
    mustMatch(rule, { State: 'ENABLED', EventPattern: new RegExp(`${bucket}.*in/`, 's') }, 'rule');
    const target = {
      ...{ Arn: /:cluster\/lab$/, RoleArn: new RegExp(`:role/ecsctl-${name}-us-east-1$`) },
      DeadLetterConfig: { Arn: new RegExp(`:ecsctl-${name}-dead-letters$`) },
      EcsParameters: { TaskDefinitionArn: /:task-definition\/lab-app$/, LaunchType: 'FARGATE' },
      InputTransformer: { InputTemplate: /S3_BUCKET.*S3_KEY/s },
    };
    mustMatch(await targetsOf(room, name), [target], 'targets');
    const { trust, rights } = await roleOf(room, name);
    mustMatch(JSON.stringify(trust), new RegExp(`events\\.amazonaws\\.com.*:rule/${name}"`), 'trust');
    mustMatch(JSON.stringify(rights), /ecs:RunTask.*:task-definition\/lab-app/, 'rights');
  },

  async 'makes nothing for a bucket that is not there'(room) {
    const argv = ['events', 'on-upload', ownName(room), '--bucket', 'no-such-bucket-of-the-lab'];
    await isRefused(room, [...argv, ...taskFlags(room)], 1, /there is no bucket no-such-bucket-of-the-lab/);
  },
});
