/** The partition that a region is in, as ARNs name it ("Partitions" in the AWS Fault Isolation Boundaries paper). */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
