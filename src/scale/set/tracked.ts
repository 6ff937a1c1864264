import type { CustomizedMetricSpecification } from '@aws-sdk/client-application-auto-scaling';

/** A metric to be held at a target. */
export type TrackedMetric =
  | { readonly kind: 'cpu' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'requests' }
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'custom'; readonly name: string; readonly specification: CustomizedMetricSpecification };

export interface Tracked {
  readonly metric: TrackedMetric;
  /** In the metric's own unit: percent, requests per target and minute, messages per task. */
  readonly target: number;
}
