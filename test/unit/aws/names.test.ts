import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf, parseArn } from '../../../src/aws/arn.ts';
import { nearest } from '../../../src/aws/nearest.ts';
import { notFound } from '../../../src/aws/not-found.ts';
import { batches, collect } from '../../../src/aws/pages.ts';

describe('an ARN', () => {
  it('is taken apart, and colons of its resource stay', () => {
    expect(parseArn('arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/web:*')).toEqual({
      partition: 'aws',
      service: 'logs',
      region: 'eu-west-1',
      account: '123456789012',
      resource: 'log-group:/ecs/web:*',
    });
  });

  it('may do without region and account', () => {
    expect(parseArn('arn:aws-cn:s3:::bucket')).toMatchObject({ region: '', account: '', resource: 'bucket' });
  });

  it.each(['', 'prod', 'prod/web', 'arn:aws', 'arn:aws:ecs:eu-west-1:123456789012', 'ARN:aws:ecs:a:b:c'])(
    'is not seen in %j',
    (text) => {
      expect(parseArn(text)).toBeUndefined();
    },
  );

  it.each([
    ['arn:aws:ecs:eu-west-1:123456789012:cluster/prod', 'prod'],
    ['arn:aws:ecs:eu-west-1:123456789012:service/prod/web', 'web'],
    ['arn:aws:sqs:eu-west-1:123456789012:jobs', 'jobs'],
    ['prod', 'prod'],
    ['prod/web', 'prod/web'],
  ])('or name %s is called %s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});

describe('the nearest names', () => {
  const services = ['web', 'web-canary', 'worker', 'billing', 'auth', 'webhooks'];

  it.each([
    ['wbe', ['web']],
    ['WORKER', ['worker']],
    ['webb', ['web']],
    ['web', ['web', 'web-canary', 'webhooks']],
    ['bilingg', ['billing']],
    ['something-quite-different', []],
  ])('to %s are %j', (wanted, expected) => {
    expect(nearest(wanted, services)).toEqual(expected);
  });

  it('are names that exist, each once, and no more than asked for', () => {
    const names = fc.uniqueArray(fc.string(), { maxLength: 20 });
    fc.assert(
      fc.property(fc.string(), names, fc.integer({ min: 1, max: 5 }), (wanted, existing, count) => {
        const found = nearest(wanted, existing, count);
        expect(found.length).toBeLessThanOrEqual(count);
        expect(new Set(found).size).toBe(found.length);
        expect(existing).toEqual(expect.arrayContaining(found));
      }),
    );
  });

  it('have the name itself in front whenever it exists', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (existing) => {
        const [wanted = ''] = existing;
        expect(nearest(wanted, existing)[0]).toBe(wanted);
      }),
    );
  });
});

describe('a name that nothing has', () => {
  it.each([
    ['suggests those like it', ['web', 'worker'], 'wab', 'did you mean web?'],
    ['names what there is when nothing is like it', ['web'], 'accounting-service', 'there is web'],
    ['names several', ['web', 'auth'], 'accounting-service', 'there are web, auth'],
    [
      'names five of many',
      ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'],
      'accounting-service',
      'there are aa, bb, cc, dd, ee …',
    ],
    [
      'says so when there is none at all',
      [],
      'web',
      'there is none at all in cluster prod; check the region and the account',
    ],
  ])('%s', (_, existing, name, hint) => {
    expect(notFound('service', name, existing, ' in cluster prod')).toMatchObject({
      kind: 'not-found',
      message: `there is no service ${name} in cluster prod`,
      hint,
    });
  });
});

describe('a paged listing', () => {
  it('is collected over all of its pages, those without items too', async () => {
    async function* pages() {
      yield { items: [1, 2] };
      yield {};
      yield { items: [3] };
    }
    expect(await collect(pages(), (page: { items?: number[] }) => page.items)).toEqual([1, 2, 3]);
  });

  it('is cut into batches that hold everything once, in order, and none too much', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 100 }), (items, size) => {
        const pieces = batches(items, size);
        expect(pieces.flat()).toEqual(items);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(size);
        expect(pieces.slice(0, -1).every((piece) => piece.length === size)).toBe(true);
      }),
    );
  });
});
