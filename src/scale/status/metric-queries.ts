import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';

/** One metric's queries, under the name by which its values are asked for again. */
export interface AskedMetric {
  readonly key: string;
  readonly queries: readonly MetricDataQuery[];
}

/** The queries of several metrics in one list, and the id under which each metric's values will come. */
export interface JoinedQueries {
  readonly queries: readonly MetricDataQuery[];
  /** Id of the answer → key. */
  readonly keys: ReadonlyMap<string, string>;
}

/**
 * Joins the queries of several metrics for one call. Ids have to differ within a call, and two policies may well
 * both call a metric `m1`: so each gets the number of its metric before its id, in the expressions too.
 */
export function joinQueries(asked: readonly AskedMetric[]): JoinedQueries {
  const keys = new Map<string, string>();
  const queries = asked.flatMap(({ key, queries: own }, index) => {
    const ids = new Set(own.flatMap(({ Id }) => (Id ? [Id] : [])));
    const renamed = own.map((query) => rename(query, (id) => (ids.has(id) ? `p${index}_${id}` : id)));
    const answer = renamed.find(({ ReturnData = true }) => ReturnData);
    if (answer?.Id) keys.set(answer.Id, key);
    return renamed;
  });
  return { queries, keys };
}

/** Texts in quotes, as SEARCH takes them, are none of the ids. */
const words = /'[^']*'|"[^"]*"|[A-Za-z_]\w*/g;

function rename(query: MetricDataQuery, newId: (id: string) => string): MetricDataQuery {
  return {
    ...query,
    Id: newId(query.Id ?? ''),
    ...(query.Expression !== undefined && { Expression: query.Expression.replace(words, newId) }),
  };
}
