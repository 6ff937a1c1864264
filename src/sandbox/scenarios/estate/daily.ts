/**
 * Once a day, at the hour that is farthest from now: nothing that a scenario's schedules start is to come into what somebody
 * practises, at whatever time of the day that is.
 */
export function farFromNow(now: Date): string {
  return `cron(0 ${(now.getUTCHours() + 12) % 24} * * ? *)`;
}
