import { describe, expect, it } from 'vitest';
import { judged, labId, said, shopId, stackOf, stays, subjectOf, tagged, thing } from '../estate.ts';

const web = [
  thing('cluster c'),
  thing('service s', [
    ['lives in', 'cluster c', { blocks: true }],
    ['needs', 'target group t'],
    ['needs', 'security group g'],
  ]),
  thing('target group t'),
  thing('listener l', [
    ['part of', 'load balancer b'],
    ['needs', 'target group t'],
    ['serves', 'target group t', { blocks: true }],
  ]),
  thing('load balancer b', [['needs', 'security group g', { blocks: true }]]),
  thing('security group g'),
];

describe('evidence', () => {
  it('what a living stack lists is owned, and leads to all that hangs on it', () => {
    const judgement = judged(subjectOf(stackOf(['cluster c'])), web);
    expect(said(judgement)).toEqual([
      'owned cluster c',
      'linked service s',
      'linked target group t',
      'linked security group g',
      'linked listener l',
      'linked load balancer b',
    ]);
    expect(judgement.doomed.map(({ why }) => why)).toEqual([
      'c in stack lab',
      'it has to do with cluster c',
      'service s has to do with it',
      'service s has to do with it',
      'it has to do with target group t',
      'listener l has to do with it',
    ]);
  });

  it('what carries the id of a forgotten stack is proven', () => {
    const things = web.map((one) => (one.kind === 'load balancer' ? { ...one, ...tagged(labId) } : one));
    const gone = things.filter(({ kind }) => kind !== 'service' && kind !== 'cluster');
    expect(said(judged(subjectOf(), gone))).toEqual([
      'proven load balancer b',
      'linked security group g',
      'linked listener l',
      'linked target group t',
    ]);
  });

  it('a name that a dead stack lists as deleted is somebody else’s by now', () => {
    const dead = stackOf(
      ['log group /lab'],
      { status: 'DELETE_COMPLETE' },
      {
        'log group /lab': { status: 'DELETE_COMPLETE' },
      },
    );
    expect(said(judged(subjectOf(dead), [thing('log group /lab')]))).toEqual([]);
  });

  it('what a dead stack skipped is its own, and kept by its policy unless that is overruled', () => {
    const dead = stackOf(
      ['bucket data'],
      { status: 'DELETE_COMPLETE' },
      {
        'bucket data': { status: 'DELETE_SKIPPED', retained: true },
      },
    );
    expect(stays(judged(subjectOf(dead), [thing('bucket data')]))).toEqual([
      'bucket data: its deletion policy keeps it',
    ]);
    expect(said(judged(subjectOf(dead), [thing('bucket data')], { retained: true }))).toEqual([
      'owned bucket data',
    ]);
  });

  it('a rule that starts tasks in a cluster that is gone is linked', () => {
    const dead = stackOf(
      ['cluster c'],
      { status: 'DELETE_COMPLETE' },
      {
        'cluster c': { status: 'DELETE_COMPLETE' },
      },
    );
    expect(said(judged(subjectOf(dead), [thing('rule r', [['serves', 'cluster c']])]))).toEqual([
      'linked rule r',
    ]);
  });
});

describe('what stays', () => {
  it('belongs to another living stack, and keeps what it needs', () => {
    const other = thing(
      'service other',
      [
        ['lives in', 'cluster c', { blocks: true }],
        ['needs', 'target group t2'],
      ],
      tagged(shopId),
    );
    const judgement = judged(subjectOf(stackOf(['cluster c', 'service s'])), [
      ...web,
      other,
      thing('target group t2'),
      thing('listener l2', [
        ['part of', 'load balancer b'],
        ['needs', 'target group t2'],
        ['serves', 'target group t2', { blocks: true }],
      ]),
    ]);
    expect(said(judgement)).toEqual(['owned service s', 'linked target group t', 'linked listener l']);
    expect(stays(judgement).sort()).toEqual([
      'cluster c: service other has to do with it',
      'load balancer b: listener l2 has to do with it',
      'security group g: load balancer b has to do with it',
      'service other: belongs to stack shop',
    ]);
  });

  it('is in the list of another stack, though it carries no tag', () => {
    const claims = new Map([['alarm a', shopId]]);
    const things = [thing('cluster c'), thing('alarm a', [['serves', 'cluster c']])];
    const judgement = judged(subjectOf(stackOf(['cluster c'])), things, {}, claims);
    expect(stays(judgement)).toEqual(['alarm a: belongs to stack shop']);
  });

  it('serves something else that stays, unless the stack itself made it', () => {
    const alarm = thing('alarm a', [
      ['serves', 'service s'],
      ['serves', 'queue q'],
    ]);
    const stack = (more: readonly string[]) => subjectOf(stackOf(['cluster c', ...more]));
    expect(stays(judged(stack([]), [...web, alarm]))).toEqual(['alarm a: has to do with queue q, too']);
    expect(said(judged(stack(['alarm a']), [...web, alarm]))).toContain('owned alarm a');
  });

  it('a listener through which somebody else is reached stays, and its load balancer with it', () => {
    const things = [
      thing('load balancer b'),
      thing('listener l', [
        ['part of', 'load balancer b'],
        ['needs', 'target group t'],
        ['serves', 'target group t', { blocks: true }],
      ]),
      thing('target group t'),
      thing('service other', [['needs', 'target group t']], tagged(shopId)),
    ];
    const judgement = judged(subjectOf(stackOf(['load balancer b', 'listener l'])), things);
    expect(said(judgement)).toEqual([]);
    expect(judgement.staying.map(({ thing: { kind }, stay }) => [kind, stay?.guard])).toEqual([
      ['target group', 'nobody'],
      ['listener', 'nobody'],
      ['load balancer', 'nobody'],
    ]);
  });

  it('holds data, unless that may go', () => {
    const bucket = thing('bucket b', [], { data: { what: '12 objects', bytes: 3_400_000 } });
    const subject = subjectOf(stackOf(['bucket b']));
    const [kept] = judged(subject, [bucket]).staying;
    expect(kept?.stay).toEqual({ reason: 'holds 12 objects, 3.4 MB', remedy: '--delete-data', guard: 'aws' });
    expect(said(judged(subject, [bucket], { deleteData: true }))).toEqual(['owned bucket b']);
  });

  it('is named by id, by kind, or by type', () => {
    for (const word of [
      'b',
      'load balancer',
      'load-balancers',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
    ]) {
      const judgement = judged(subjectOf(stackOf(['cluster c'])), web, { keep: [word] });
      expect(stays(judgement), word).toContain('load balancer b: named by --keep');
      expect(said(judgement), word).not.toContain('linked security group g');
    }
  });

  it('is a task definition where these are left as they are, without a word', () => {
    const uses = (service: string, definition: string) => [
      thing(`service ${service}`, [
        ['needs', `task definition ${definition}`],
        ['needs', `task definition family ${definition}`],
      ]),
      thing(`task definition ${definition}`, [
        ['part of', `task definition family ${definition}`],
        ['needs', 'log group /lab'],
      ]),
    ];
    const subject = subjectOf(stackOf(['service own', 'log group /lab']));
    const own = [...uses('own', 'lab'), thing('log group /lab')];
    const left = judged(subject, own, { keepTaskDefinitions: true });
    expect(said(left)).toEqual(['owned service own', 'owned log group /lab']);
    expect(left.staying).toEqual([]);
    const shared = judged(subject, [...own, ...uses('other', 'shop')], { keepTaskDefinitions: true });
    expect(stays(shared)).toEqual(['log group /lab: task definition shop has to do with it']);
  });

  it('two groups that name each other go together, and stay together', () => {
    const circle = (more: object = {}) => [
      thing('security group a', [['refers to', 'security group b', { blocks: true, until: 'revoke' }]]),
      thing('security group b', [['refers to', 'security group a', { blocks: true, until: 'revoke' }]], more),
    ];
    const subject = subjectOf(stackOf(['security group a']));
    expect(stays(judged(subject, circle()))).toEqual([
      'security group a: security group b has to do with it',
    ]);
    const both = subjectOf(stackOf(['security group a', 'security group b']));
    expect(said(judged(both, circle()))).toHaveLength(2);
  });
});

describe('what AWS takes away by itself', () => {
  const balancer = thing('load balancer b', [['needs', 'security group g', { blocks: true }]]);
  const group = thing('security group g');
  const interfaceOf = (owner: string) =>
    thing(
      'network interface eni',
      [
        ['lives in', owner],
        ['refers to', 'security group g', { blocks: true }],
      ],
      {
        automatic: 'it is a load balancer’s',
      },
    );

  it('does not keep what it is in when its owner goes', () => {
    const subject = subjectOf(stackOf(['load balancer b']));
    const judgement = judged(subject, [balancer, group, interfaceOf('load balancer b')]);
    expect(said(judgement)).toContain('linked security group g');
  });

  it('nor when its owner is gone already, as after a run that was cut short', () => {
    const subject = subjectOf(stackOf(['security group g']));
    expect(said(judged(subject, [group, interfaceOf('load balancer b')]))).toEqual([
      'owned security group g',
    ]);
  });

  it('but when its owner stays', () => {
    const subject = subjectOf(stackOf(['security group g']));
    const judgement = judged(subject, [balancer, group, interfaceOf('load balancer b')]);
    expect(said(judgement)).toEqual([]);
  });
});

describe('suspicion', () => {
  const idle = { idle: 'no interface uses it' };
  const vpc = [thing('vpc v'), thing('security group stray', [['within', 'vpc v', { blocks: true }]], idle)];
  const subject = subjectOf(stackOf(['vpc v']));

  it('falls on what is idle in the stack’s network, which it keeps', () => {
    const judgement = judged(subject, vpc);
    expect(judgement.suspected.map(({ thing: { id } }) => id)).toEqual(['stray']);
    expect(stays(judgement)).toEqual(['vpc v: security group stray has to do with it']);
  });

  it('lets it go when it is named', () => {
    expect(said(judged(subject, vpc, { also: ['stray'] }))).toEqual([
      'owned vpc v',
      'suspected security group stray',
    ]);
  });

  it('does not fall on what carries the name of another stack, or is elsewhere', () => {
    const foreign = { ...vpc[1], ...tagged(shopId) } as (typeof vpc)[number];
    const elsewhere = thing('security group far', [['within', 'vpc w', { blocks: true }]], idle);
    expect(judged(subject, [thing('vpc v'), foreign, elsewhere]).suspected).toEqual([]);
  });
});
