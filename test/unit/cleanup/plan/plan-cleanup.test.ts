import { describe, expect, it } from 'vitest';
import { listPrices } from '../../../../src/cleanup/cost/prices.ts';
import type { Choices } from '../../../../src/cleanup/judge/stay.ts';
import { obstaclesOf } from '../../../../src/cleanup/plan/obstacles.ts';
import { planCleanup } from '../../../../src/cleanup/plan/plan-cleanup.ts';
import type { Subject } from '../../../../src/cleanup/stack/subject.ts';
import type { Thing } from '../../../../src/cleanup/thing.ts';
import { inOrder } from '../../../../src/plan/order.ts';
import { judged, kinds, labId, noChoices, shopId, stackOf, subjectOf, tagged, thing } from '../estate.ts';

function planned(subject: Subject, things: readonly Thing[], more: Partial<Choices> = {}) {
  const choices = { ...noChoices, ...more };
  const judgement = judged(subject, things, choices);
  const found = { subject, things, region: 'us-east-1', claims: new Map(), everywhere: false };
  return { plan: planCleanup(found, judgement, { kinds, choices, prices: listPrices }), judgement };
}

/** The ids of the steps in an order in which they may be done. */
function order(subject: Subject, things: readonly Thing[], more: Partial<Choices> = {}): string[] {
  return inOrder(planned(subject, things, more).plan).map(({ id }) => id);
}

const group = (id: string, other: string) =>
  thing(`security group ${id}`, [
    ['refers to', `security group ${other}`, { blocks: true, until: 'revoke' }],
  ]);

describe('the order', () => {
  it('is: what hangs on the stack, the stack, what it hung on', () => {
    const things = [
      thing('cluster c'),
      thing('service own', [
        ['lives in', 'cluster c', { blocks: true }],
        ['needs', 'target group t'],
      ]),
      thing('service by-hand', [['lives in', 'cluster c', { blocks: true }]]),
      thing('target group t'),
      thing('listener l', [
        ['part of', 'load balancer b'],
        ['serves', 'target group t', { blocks: true }],
      ]),
      thing('load balancer b'),
    ];
    expect(order(subjectOf(stackOf(['cluster c', 'service own'])), things)).toEqual([
      'service by-hand delete',
      'listener l delete',
      'load balancer b delete',
      'stack lab delete',
      'stack lab gone',
      'target group t delete',
    ]);
  });

  it('takes out of the stack what must go before something that must go before the stack', () => {
    const things = [
      thing('security group own'),
      thing('target group t', [['within', 'vpc v']]),
      thing('service own', [['needs', 'target group t']]),
      thing('vpc v'),
    ];
    expect(order(subjectOf(stackOf(['service own', 'vpc v'])), things)).toEqual([
      'service own delete',
      'target group t delete',
      'stack lab delete',
      'stack lab gone',
    ]);
  });

  it('revokes what groups say of each other before it deletes either', () => {
    const things = [group('a', 'b'), group('b', 'a')].map((one) => ({ ...one, ...tagged(labId) }));
    expect(order(subjectOf(), things)).toEqual([
      'security group a revoke',
      'security group b revoke',
      'security group a delete',
      'security group b delete',
    ]);
  });

  it('leaves to AWS what goes along, and waits for it when its owner is gone already', () => {
    const own = { automatic: 'it is a load balancer’s' };
    const nic = (owner: string) => thing('network interface n', [['lives in', owner]], own);
    const subject = subjectOf(stackOf(['load balancer b'], { status: 'DELETE_FAILED' }));
    expect(order(subject, [thing('load balancer b'), nic('load balancer b')])).toEqual([
      'load balancer b delete',
      'stack lab delete',
      'stack lab gone',
    ]);
    expect(order(subject, [nic('load balancer b')])).toContain('network interface n delete');
  });

  it('holds up what such a thing is in until its owner is gone', () => {
    const things = [
      thing('security group g'),
      thing('load balancer b', [['needs', 'security group g']]),
      thing('service s', [['needs', 'security group g']]),
      thing(
        'network interface n',
        [
          ['serves', 'load balancer b'],
          ['within', 'vpc v', { blocks: true }],
          ['refers to', 'subnet other'],
        ],
        { automatic: 'it is a load balancer’s' },
      ),
      thing('vpc v'),
    ].map((one) => ({ ...one, ...tagged(labId) }));
    const { plan } = planned(subjectOf(), things);
    const after = (id: string) => plan.steps.find((step) => step.id === id)?.after;
    expect(after('vpc v delete')).toEqual(['load balancer b delete']);
    expect(plan.steps.map(({ id }) => id)).not.toContain('network interface n delete');
  });

  it('lets what AWS takes away hold nothing up that must go before its owner', () => {
    const things = [
      thing('vpc v'),
      thing('subnet s', [['within', 'vpc v', { blocks: true }]]),
      thing(
        'security group default',
        [
          ['serves', 'vpc v'],
          ['refers to', 'subnet s', { blocks: true }],
        ],
        { automatic: 'vpc v' },
      ),
    ].map((one) => ({ ...one, ...tagged(labId) }));
    expect(order(subjectOf(), things)).toEqual(['subnet s delete', 'vpc v delete']);
  });
});

describe('the stack', () => {
  it('is unprotected first', () => {
    const subject = subjectOf(stackOf(['vpc v'], { isProtected: true }));
    expect(order(subject, [thing('vpc v')])).toEqual([
      'stack lab unprotect',
      'stack lab delete',
      'stack lab gone',
    ]);
  });

  it('whose deletion has failed is worked through, and deleted without what stays', () => {
    const bucket = thing('bucket b', [], { data: { what: '12 objects' } });
    const subject = subjectOf(stackOf(['bucket b', 'vpc v'], { status: 'DELETE_FAILED' }));
    const { plan } = planned(subject, [bucket, thing('vpc v')]);
    expect(plan.steps.map(({ id }) => id)).toEqual(['vpc v delete', 'stack lab delete', 'stack lab gone']);
    expect(plan.steps[1]?.call.input).toEqual({ StackName: labId, RetainResources: ['b'] });
    expect(plan.steps[1]?.changes).toEqual([{ field: 'without b', to: 'holds 12 objects' }]);
  });

  it('goes without what no kind covers only when that has failed twice', () => {
    const row = { 'AWS::Foo::Bar x': { type: 'AWS::Foo::Bar', physicalId: 'x', logicalId: 'Bar' } };
    const failed = (times: number) =>
      subjectOf(stackOf(['AWS::Foo::Bar x'], { status: 'DELETE_FAILED', failures: { Bar: times } }, row));
    const input = (subject: Subject) => planned(subject, []).plan.steps[0]?.call.input;
    expect(input(failed(1))).toEqual({ StackName: labId });
    expect(input(failed(2))).toEqual({ StackName: labId, RetainResources: ['Bar'] });
  });

  it('goes without what only ties together what stays', () => {
    const type = 'AWS::EC2::VPCGatewayAttachment';
    const row = { [`${type} x`]: { type, physicalId: 'IGW|v', logicalId: 'Attachment' } };
    const stack = stackOf(['vpc v', `${type} x`], { status: 'DELETE_FAILED' }, row);
    const guest = thing('network interface n', [['within', 'vpc v', { blocks: true }]], tagged(shopId));
    const without = (things: readonly Thing[]) =>
      planned(subjectOf(stack), things).plan.steps.find(({ id }) => id === 'stack lab delete')?.call.input;
    expect(without([thing('vpc v'), guest])).toEqual({
      StackName: labId,
      RetainResources: ['Attachment', 'v'],
    });
    expect(without([thing('vpc v')])).toEqual({ StackName: labId });
  });

  it('that AWS is deleting is waited for before anything else', () => {
    const subject = subjectOf(stackOf(['vpc v'], { status: 'DELETE_IN_PROGRESS' }));
    expect(order(subject, [thing('vpc v')])).toEqual(['stack lab gone']);
  });

  it('what its policy keeps goes after it when that is wished', () => {
    const subject = subjectOf(stackOf(['bucket b'], {}, { 'bucket b': { retained: true } }));
    expect(order(subject, [thing('bucket b')])).toEqual(['stack lab delete', 'stack lab gone']);
    expect(order(subject, [thing('bucket b')], { retained: true })).toEqual([
      'stack lab delete',
      'stack lab gone',
      'bucket b delete',
    ]);
  });
});

describe('what a policy keeps, where it is to go all the same,', () => {
  const balancer = thing('load balancer b', [['needs', 'security group g', { blocks: true }]]);

  it('goes before the stack where it holds up what goes with that', () => {
    const rows = { 'load balancer b': { retained: true } };
    for (const status of ['CREATE_COMPLETE', 'DELETE_FAILED']) {
      const subject = subjectOf(stackOf(['security group g', 'load balancer b'], { status }, rows));
      const ids = order(subject, [balancer, thing('security group g')], { retained: true });
      expect(ids.filter((id) => !id.startsWith('security group'))).toEqual([
        'load balancer b delete',
        'stack lab delete',
        'stack lab gone',
      ]);
    }
  });

  it('goes after it with what it alone holds up', () => {
    const rows = { 'load balancer b': { retained: true }, 'security group g': { retained: true } };
    const subject = subjectOf(stackOf(['security group g', 'load balancer b'], {}, rows));
    expect(order(subject, [balancer, thing('security group g')], { retained: true })).toEqual([
      'stack lab delete',
      'stack lab gone',
      'load balancer b delete',
      'security group g revoke',
      'security group g delete',
    ]);
  });
});

describe('obstacles', () => {
  const obstacles = (subject: Subject, things: readonly Thing[], more: Partial<Choices> = {}) =>
    obstaclesOf(subject, judged(subject, things, more), { ...noChoices, ...more });
  const logs = thing('log group /lab', [], { data: { what: '3 events' } });

  it('are data that CloudFormation would delete, until the deletion has failed or the data may go', () => {
    const living = subjectOf(stackOf(['log group /lab']));
    expect(obstacles(living, [logs])).toEqual([
      { what: 'log group /lab would go with it: holds 3 events', remedy: '--delete-data' },
    ]);
    expect(obstacles(living, [logs], { deleteData: true })).toEqual([]);
    expect(obstacles(subjectOf(stackOf(['log group /lab'], { status: 'DELETE_FAILED' })), [logs])).toEqual(
      [],
    );
  });

  it('are tables and databases, by their type', () => {
    const row = { 'AWS::DynamoDB::Table t': { type: 'AWS::DynamoDB::Table', physicalId: 't' } };
    const living = subjectOf(stackOf(['AWS::DynamoDB::Table t'], {}, row));
    expect(obstacles(living, [])).toHaveLength(1);
    expect(obstacles(living, [], { deleteData: true })).toEqual([]);
  });

  it('are not what AWS itself does not delete', () => {
    const living = subjectOf(stackOf(['bucket b', 'security group g']));
    const things = [
      thing('bucket b', [], { data: { what: '1 object' } }),
      thing('security group g'),
      thing('network interface n', [['refers to', 'security group g', { blocks: true }]], tagged(shopId)),
    ];
    expect(obstacles(living, things)).toEqual([]);
  });

  it('are exports in use, and a stack that is being changed', () => {
    const used = { ...subjectOf(stackOf([])), exportsInUse: [{ name: 'vpc', stackId: labId, by: ['shop'] }] };
    expect(obstacles(used, [])).toEqual([
      {
        what: 'its export vpc is used by stack shop',
        remedy: 'first ecsctl cleanup --stack shop, or take the import out of it',
      },
    ]);
    expect(obstacles(subjectOf(stackOf([], { status: 'UPDATE_IN_PROGRESS' })), [])).toEqual([
      { what: 'stack lab is UPDATE_IN_PROGRESS', remedy: 'wait until that is over' },
    ]);
  });
});
