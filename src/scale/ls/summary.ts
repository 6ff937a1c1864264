import { resourceId } from '../found.ts';
import { activityStatuses } from '../status/activities.ts';
import type { FoundSummary } from './found.ts';
import { scaledServices } from './list.ts';
import type { SummarisedService, SummaryValue } from './value.ts';

/** The services that scale, each with what was done last and why. */
export function summarise(found: FoundSummary): SummaryValue {
  const { region, cluster, at, since } = found;
  const services = scaledServices(found).map((service): SummarisedService => {
    const id = resourceId({ cluster: service.cluster, service: service.name });
    const [last] = activityStatuses(found.activities.get(id) ?? [], [], since);
    if (!last) return service;
    return { ...service, last: { at: last.at, result: last.result, what: last.what, why: last.why } };
  });
  return { region, ...(cluster && { cluster }), at, since, services };
}
