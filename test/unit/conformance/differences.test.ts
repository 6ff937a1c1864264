import { describe, expect, it } from 'vitest';
import { readTable, settle } from '../../conformance/differences.ts';

const rows = readTable(`
Text before the table.

| What | Difference | Why |
|---|---|---|
| \`ecs *Service\` | \`*.createdAt only on the sandbox\` | moto does not say when. |
| \`sts *\` | \`Arn is *\` | Each site has its own user. |
`);

describe('the table of differences', () => {
  it('speaks of differences by patterns', () => {
    const found = { what: 'ecs CreateService', difference: 'service.createdAt only on the sandbox' };
    expect(settle([found], rows)).toMatchObject({ listed: 1, unlisted: [] });
  });

  it('leaves over what no row speaks of, be it only in part', () => {
    const other = { what: 'ecs CreateService', difference: 'service.createdAt only on moto' };
    expect(settle([other], rows)).toMatchObject({ listed: 0, unlisted: [other] });
  });

  it('gives away a row that is not so any more', () => {
    expect(settle([{ what: 'sts GetCallerIdentity', difference: 'Arn is so' }], rows).gone).toEqual([
      rows[0],
    ]);
  });
});
