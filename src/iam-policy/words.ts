import { type Conditions, listOf, type Principal, type Statement } from './document.ts';

/** What a statement of a policy says, for a reader. */
export interface StatementWords {
  /** `sqs:SendMessage`; `deny s3:*`. */
  readonly does: string;
  /** On what, by whom and when: `arn:aws:ecs:…:task-definition/web:* if ecs:cluster is arn:aws:ecs:…:cluster/prod`. */
  readonly where: string;
}

/** All that a statement says but its Sid. */
export function statementWords(statement: Statement): StatementWords {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  const actions = allBut(listOf(Action), listOf(NotAction));
  const who = whoWords(Principal, NotPrincipal);
  const what = allBut(listOf(Resource), listOf(NotResource));
  const when = conditionWords(Condition);
  const where = [who && `by ${who}`, what && who ? `on ${what}` : what].filter(Boolean).join(' ');
  return {
    does: Effect === 'Deny' ? `deny ${actions}` : actions,
    where: [where, when && `if ${when}`].filter(Boolean).join(' '),
  };
}

function whoWords(principal: Principal | undefined, notPrincipal: Principal | undefined): string {
  return allBut(principalWords(principal), principalWords(notPrincipal));
}

function principalWords(principal: Principal | undefined): readonly string[] {
  if (typeof principal !== 'object') return listOf(principal);
  return Object.values(principal).flatMap((some) => listOf(some));
}

function allBut(some: readonly string[], others: readonly string[]): string {
  return others.length > 0 ? `all but ${others.join(', ')}` : some.join(', ');
}

const plainOperators: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  ArnEquals: 'is',
  Bool: 'is',
  StringLike: 'is like',
  ArnLike: 'is like',
};

function conditionWords(conditions: Conditions = {}): string {
  return Object.entries(conditions)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(
        ([key, values]) => `${key} ${plainOperators[operator] ?? operator} ${listOf(values).join(' or ')}`,
      ),
    )
    .join(' and ');
}
