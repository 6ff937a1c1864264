import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/server.ts';
import { authorization, seen, sendForm, startSmallEstate } from './small-estate.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSmallEstate();
});
afterAll(() => sandbox.close());

const send = (signingName: string, form: Record<string, string>) => sendForm(sandbox.url, signingName, form);

describe('a form from an older client', () => {
  test('is read from CloudWatch, which the SDK speaks JSON to', async () => {
    const response = await send('monitoring', {
      Action: 'GetMetricStatistics',
      Version: '2010-08-01',
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      'Dimensions.member.2.Name': 'ServiceName',
      'Dimensions.member.2.Value': 'web',
      'Dimensions.member.1.Name': 'ClusterName',
      'Dimensions.member.1.Value': 'prod',
      'Statistics.member.1': 'Average',
      StartTime: '2026-03-01T00:00:00Z',
      EndTime: '1772326800',
      Period: '60',
    });
    expect(seen.input).toEqual({
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'ClusterName', Value: 'prod' },
        { Name: 'ServiceName', Value: 'web' },
      ],
      Statistics: ['Average'],
      StartTime: new Date('2026-03-01T00:00:00Z'),
      EndTime: new Date('2026-03-01T01:00:00Z'),
      Period: 60,
    });
    const id = response.headers.get('x-amzn-requestid');
    expect(await response.text()).toBe(
      '<GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">' +
        '<GetMetricStatisticsResult><Label>CPUUtilization</Label><Datapoints><member>' +
        '<Timestamp>2026-03-01T09:30:00.250Z</Timestamp><Average>41.5</Average><Unit>Percent</Unit>' +
        '</member></Datapoints></GetMetricStatisticsResult>' +
        `<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></GetMetricStatisticsResponse>`,
    );
  });

  test('is read from SQS, whose maps are flat', async () => {
    await send('sqs', {
      Action: 'SetQueueAttributes',
      QueueUrl: 'http://queue/1/jobs',
      'Attribute.1.Name': 'DelaySeconds',
      'Attribute.1.Value': '5',
      'Attribute.2.Name': 'Policy',
      'Attribute.2.Value': '{"Statement":[]}',
    });
    expect(seen.input).toEqual({
      QueueUrl: 'http://queue/1/jobs',
      Attributes: { DelaySeconds: '5', Policy: '{"Statement":[]}' },
    });
  });

  test('may stand in the URL of a GET', async () => {
    const url = `${sandbox.url}/?Action=DescribeLoadBalancers&Names.member.1=web&PageSize=7`;
    const headers = { authorization: authorization('elasticloadbalancing') };
    expect((await fetch(url, { headers })).status).toBe(200);
    expect(seen.input).toEqual({ Names: ['web'], PageSize: 7 });
  });

  test.each([
    ['PageSize', 'many', '&apos;many&apos; is not a number'],
    ['PageSize', '', '&apos;&apos; is not a number'],
  ])('is refused when %s is "%s"', async (key, value, message) => {
    const response = await send('elasticloadbalancing', { Action: 'DescribeLoadBalancers', [key]: value });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`<Code>MalformedInput</Code><Message>${message}</Message>`);
  });

  test('gets the error of a service in the envelope of awsQuery', async () => {
    const form = { Action: 'DescribeLoadBalancers', 'Names.member.1': 'gone' };
    const text = await (await send('elasticloadbalancing', form)).text();
    expect(text).toContain(
      '<ErrorResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><Error>',
    );
    expect(text).toContain('<Type>Sender</Type><Code>LoadBalancerNotFound</Code>');
  });

  test('gets an answer without a result from an operation that has none', async () => {
    const form = {
      Action: 'SetQueueAttributes',
      QueueUrl: 'u',
      'Attribute.1.Name': 'A',
      'Attribute.1.Value': 'b',
    };
    const text = await (await send('sqs', form)).text();
    expect(text).toMatch(/^<SetQueueAttributesResponse xmlns="[^"]+"><ResponseMetadata><RequestId>/);
  });
});
