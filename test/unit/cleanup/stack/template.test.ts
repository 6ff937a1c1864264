import { expect, it } from 'vitest';
import { retainedIn } from '../../../../src/cleanup/stack/template.ts';

it('tells from JSON and YAML what outlives its stack', () => {
  const json = JSON.stringify({
    Resources: {
      Kept: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
      Saved: { Type: 'AWS::EC2::Volume', DeletionPolicy: 'Snapshot' },
      Gone: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Delete' },
      Plain: { Type: 'AWS::S3::Bucket' },
    },
  });
  expect([...retainedIn(json)]).toEqual(['Kept', 'Saved']);
  const yaml = [
    'Resources:',
    '  Kept:',
    '    Type: AWS::S3::Bucket',
    '    DeletionPolicy: RetainExceptOnCreate',
    '    Properties:',
    '      BucketName: !Sub lab-data',
    '      Tags: [{ Key: zone, Value: !Select [0, !GetAZs ""] }]',
    '      Ref: !GetAtt Other.Arn',
    '  Other:',
    '    Type: AWS::SQS::Queue',
    '    Properties: !If [Big, { A: 1 }, !Ref "AWS::NoValue"]',
  ].join('\n');
  expect([...retainedIn(yaml)]).toEqual(['Kept']);
});

it('makes nothing of what is no template', () => {
  for (const text of ['', 'a: [', '[]', '42', 'Resources: []', 'Resources: {A: null}']) {
    expect([...retainedIn(text)], text).toEqual([]);
  }
});
