import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ecs from '@aws-sdk/client-ecs';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as s3 from '@aws-sdk/client-s3';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as sqs from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import {
  CborCodec,
  cbor,
  isErrorTuple,
  isOperationTuple,
  JsonCodec,
  type OperationTuple,
  protocolSettings,
  schemaOf,
  structureTuple,
  traitsOf,
  XmlShapeDeserializer,
  XmlShapeSerializer,
} from '../../../../src/sandbox/wire/sdk-internals.ts';

const settings = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: false };
const noon = new Date('2026-03-01T12:00:00.500Z');

describe('what the sandbox relies on in the SDK', () => {
  test('a client is configured with the facts of its protocols', () => {
    expect(protocolSettings(ecs)).toMatchObject({
      defaultNamespace: 'com.amazonaws.ecs',
      serviceTarget: 'AmazonEC2ContainerServiceV20141113',
      version: '2014-11-13',
    });
    expect(protocolSettings(cloudwatch)).toMatchObject({ awsQueryCompatible: true });
    expect(protocolSettings(elbv2).xmlNamespace).toBe(
      'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    );
  });

  test('a package exports a schema for each of its commands', () => {
    const exported: unknown[] = Object.values(ecs);
    const operations = new Set(exported.filter(isOperationTuple).map((tuple) => tuple[2]));
    const commands = Object.keys(ecs).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []);
    expect(commands.length).toBeGreaterThan(50);
    expect(commands.filter((name) => !operations.has(name))).toEqual([]);
  });

  test('error schemas hold status, fault and awsQuery code', () => {
    expect(isErrorTuple(ecs.ClusterNotFoundException$)).toBe(true);
    expect(traitsOf(schemaOf(ecs.ClusterNotFoundException$)).error).toBe('client');
    expect(traitsOf(schemaOf(cloudwatch.ResourceNotFound$))).toMatchObject({
      httpError: 404,
      awsQueryError: ['ResourceNotFound', 404],
    });
  });

  test('a structure tells its required members first', () => {
    const tuple = structureTuple(schemaOf(cloudwatch.GetMetricStatisticsInput$));
    expect(tuple?.[4].slice(0, tuple[6])).toEqual([
      'Namespace',
      'MetricName',
      'StartTime',
      'EndTime',
      'Period',
    ]);
  });

  test('members carry the names that forms and XML use', () => {
    const member = schemaOf(sqs.GetQueueAttributesRequest$).getMemberSchema('AttributeNames');
    expect(traitsOf(member)).toMatchObject({ xmlName: 'AttributeName', xmlFlattened: 1 });
  });

  test('the JSON codec reads a text and writes epoch seconds', async () => {
    const codec = new JsonCodec(settings);
    const serializer = codec.createSerializer();
    serializer.write(schemaOf(cloudwatch.Datapoint$), { Timestamp: noon, Average: 1, unknown: 2 });
    const text = new TextDecoder().decode(serializer.flush());
    expect(JSON.parse(text)).toEqual({ Timestamp: noon.getTime() / 1000, Average: 1 });
    const read: unknown = await codec.createDeserializer().read(schemaOf(cloudwatch.Datapoint$), text);
    expect(read).toEqual({ Timestamp: noon, Average: 1 });
  });

  test('the CBOR codec gives back what it wrote', () => {
    const codec = new CborCodec();
    const serializer = codec.createSerializer();
    serializer.write(schemaOf(cloudwatch.Datapoint$), { Timestamp: noon, Average: 1.5 });
    const read: unknown = codec
      .createDeserializer()
      .read(schemaOf(cloudwatch.Datapoint$), serializer.flush());
    expect(read).toEqual({ Timestamp: noon, Average: 1.5 });
    expect(cbor.deserialize(cbor.serialize({ message: 'm' }))).toEqual({ message: 'm' });
  });

  test('the XML serializer names elements by schema and escapes text', () => {
    const serializer = new XmlShapeSerializer({
      timestampFormat: { useTrait: true, default: 5 },
      httpBindings: false,
      serviceNamespace: 'none',
      xmlNamespace: 'urn:x',
    });
    serializer.write(schemaOf(elbv2.Tag$), { Key: 'a&b', Value: '<c>' });
    expect(serializer.flush()).toBe('<Tag xmlns="urn:x"><Key>a&amp;b</Key><Value>&lt;c&gt;</Value></Tag>');
  });

  test('the XML deserializer reads a request by the schema of its payload', () => {
    const deserializer = new XmlShapeDeserializer({
      timestampFormat: { useTrait: true, default: 5 },
      httpBindings: false,
      serviceNamespace: 'none',
      xmlNamespace: '',
    });
    const payload = schemaOf(s3.DeleteObjectsRequest$).getMemberSchema('Delete');
    const xml =
      '<?xml version="1.0"?><Delete xmlns="urn:x"><Object><Key>a &amp; b</Key></Object><Quiet>true</Quiet></Delete>';
    const read: unknown = deserializer.read(payload, Buffer.from(xml));
    expect(read).toEqual({ Objects: [{ Key: 'a & b' }], Quiet: true });
    expect(deserializer.read(payload, Buffer.from('<Delete/>'))).toEqual({});
    expect(() => deserializer.read(payload, Buffer.from('<Delete><Object>'))).toThrow();
  });

  test('of the REST services only those that speak XML have a namespace', () => {
    expect(protocolSettings(s3).xmlNamespace).toBe('http://s3.amazonaws.com/doc/2006-03-01/');
    expect(protocolSettings(scheduler).xmlNamespace).toBeUndefined();
  });

  test("the paths of S3 leave out the bucket, and fix a part of the query where a path is another's too", () => {
    const { 3: traits, 4: input } = s3.GetBucketTagging$ as unknown as OperationTuple;
    expect(traits).toMatchObject({ http: ['GET', '/?tagging', 200] });
    expect(traitsOf(schemaOf(input).getMemberSchema('Bucket')).httpLabel).toBe(1);
  });

  test('a timestamp that is written in ISO 8601 even in a header has a schema of its own', () => {
    const input = schemaOf(s3.PutObjectRequest$);
    expect(input.getMemberSchema('ObjectLockRetainUntilDate').getSchema()).toBe(5);
    expect(schemaOf(s3.HeadObjectOutput$).getMemberSchema('LastModified').getSchema()).toBe(4);
    expect(traitsOf(input.getMemberSchema('Metadata')).httpPrefixHeaders).toBe('x-amz-meta-');
  });
});
