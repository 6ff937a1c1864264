import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../src/cleanup/show/inventory.ts';
import { showInventory, showLeft, showTotal, showVerdict } from '../../../../src/cleanup/show/render.ts';
import { pipe, taggedPaint, terminalScreen } from '../../terminal/screens.ts';

const row = (kind: string, name: string, more: Partial<Row>): Row => {
  return {
    kind,
    name,
    id: name,
    evidence: 'linked',
    why: 'service lab/web needs it',
    fate: 'deleted',
    ...more,
  };
};

const rows: readonly Row[] = [
  row('stack', 'lab', { evidence: 'owned', why: 'it is CREATE_COMPLETE' }),
  row('load balancer', 'lab-alb', { evidence: 'proven', why: 'carries the id of stack lab', monthly: 16.43 }),
  ...[1, 2, 3].map((revision) => row('task definition', `웹:${revision}`, { fate: 'deregistered' })),
  row('cluster', 'lab', {
    evidence: 'owned',
    why: 'Cluster in stack lab',
    listedAs: 'Cluster',
    fate: 'with the stack',
  }),
  row('nat gateway', 'nat-0f96b2df50371fadd', {
    evidence: 'owned',
    listedAs: 'Nat',
    fate: 'with the stack',
    monthly: 32.85,
  }),
  row('network interface', 'eni-1', { fate: 'goes along' }),
  row('bucket', 'lab-uploads', {
    evidence: 'owned',
    fate: 'stays',
    reason: 'holds 2 objects and 4 older versions, 9.0 MB',
    remedy: '--delete-data',
    monthly: 0.02,
  }),
  row('role', 'lab-start-tasks', { fate: 'stays', reason: 'rule shop-nightly reaches its target with it' }),
  row('target group', 'stray-tg', {
    evidence: 'suspected',
    fate: 'shown',
    why: 'no load balancer forwards to it, and it routes within vpc lab',
    remedy: '--also stray-tg',
  }),
];

describe('the inventory', () => {
  it('at 80 columns', () => {
    expect(
      `${showInventory(rows, terminalScreen(80))}\n\n${showTotal(rows, terminalScreen(80))}`,
    ).toMatchInlineSnapshot(`
        "To delete:
        EVIDENCE  THING                             BECAUSE                      $/MONTH
        owned     stack lab                         it is CREATE_COMPLETE
        proven    load balancer lab-alb             carries the id of stack lab    16.43
        linked    task definition 웹 (3 revisions)  service lab/web needs it;…

        To delete with the stack:
        THING                              IN IT AS  $/MONTH
        cluster lab                        Cluster
        nat gateway nat-0f96b2df50371fadd  Nat         32.85

        These stay:
        - bucket lab-uploads: holds 2 objects and 4 older versions, 9.0 MB, about $0.02
          a month (--delete-data)
        - role lab-start-tasks: rule shop-nightly reaches its target with it

        These may belong to it, and are left alone:
        - target group stray-tg: no load balancer forwards to it, and it routes within
          vpc lab (--also stray-tg)

        7 to delete, about $49.28 a month, what stays costs about $0.02 a month (list
        prices of 2026-11-01, without traffic)."
      `);
  });

  it('painted, at 160 columns', () => {
    expect(showInventory(rows, terminalScreen(160, taggedPaint))).toMatchInlineSnapshot(`
      "<bad>To delete:</bad>
      <faint>EVIDENCE</faint>  <faint>THING</faint>                             <faint>BECAUSE</faint>                                 <faint>$/MONTH</faint>
      owned     <strong>stack lab</strong>                         it is CREATE_COMPLETE
      proven    <strong>load balancer lab-alb</strong>             carries the id of stack lab               16.43
      linked    <strong>task definition 웹 (3 revisions)</strong>  service lab/web needs it; deregistered

      <bad>To delete with the stack:</bad>
      <faint>THING</faint>                              <faint>IN IT AS</faint>  <faint>$/MONTH</faint>
      <strong>cluster lab</strong>                        Cluster
      <strong>nat gateway nat-0f96b2df50371fadd</strong>  Nat         32.85

      <warn>These stay:</warn>
      - bucket lab-uploads: holds 2 objects and 4 older versions, 9.0 MB, about $0.02 a month (--delete-data)
      - role lab-start-tasks: rule shop-nightly reaches its target with it

      <warn>These may belong to it, and are left alone:</warn>
      - target group stray-tg: no load balancer forwards to it, and it routes within vpc lab (--also stray-tg)"
    `);
  });

  it('in a pipe is a row a thing', () => {
    expect(showInventory(rows, pipe)).toMatchInlineSnapshot(`
      "owned	stack lab	it is CREATE_COMPLETE	deleted			
      proven	load balancer lab-alb	carries the id of stack lab	deleted			16.43
      linked	task definition 웹 (3 revisions)	service lab/web needs it; deregistered	deregistered			
      owned	cluster lab	Cluster in stack lab	with the stack			
      owned	nat gateway nat-0f96b2df50371fadd	service lab/web needs it	with the stack			32.85
      owned	bucket lab-uploads	service lab/web needs it	stays	holds 2 objects and 4 older versions, 9.0 MB	--delete-data	0.02
      linked	role lab-start-tasks	service lab/web needs it	stays	rule shop-nightly reaches its target with it		
      suspected	target group stray-tg	no load balancer forwards to it, and it routes within vpc lab	shown		--also stray-tg	"
    `);
  });

  it('is nothing where there is nothing', () => {
    expect(showInventory([], terminalScreen(80))).toBe('');
    expect(showTotal([], terminalScreen(80))).toBe('');
  });

  it('of hundreds of a kind says how many', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      row('load balancer', `lb-${index}`, { monthly: 16.43 }),
    );
    expect(showInventory(many, terminalScreen(80))).toMatchInlineSnapshot(`
      "To delete:
      EVIDENCE  THING                            BECAUSE                   $/MONTH
      linked    load balancer lb-0 and 299 more  service lab/web needs it  4929.00"
    `);
  });
});

describe('what is left', () => {
  it('is named with the reason and the flag that would let it go', () => {
    const left = rows.filter(({ fate }) => fate === 'stays');
    expect(showLeft('stack lab', left, terminalScreen(60))).toMatchInlineSnapshot(`
      "Left of stack lab:
      - bucket lab-uploads: holds 2 objects and 4 older versions,
        9.0 MB, about $0.02 a month (--delete-data)
      - role lab-start-tasks: rule shop-nightly reaches its target
        with it"
    `);
  });

  it('is nothing only in so many words', () => {
    expect(showLeft('stack lab', [], pipe)).toBe('Nothing is left of stack lab.');
    expect(showVerdict('stack lab', [], pipe)).toBe('Nothing is left of stack lab.');
    expect(showVerdict('stack lab', rows.slice(0, 1), pipe)).toBe('Left of stack lab: 1 thing.');
  });
});
