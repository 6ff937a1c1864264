/**
 * The warning for a rule or a schedule that is changed while it is disabled, and stays so: nothing fires until somebody
 * enables it.
 */
export function disabledWarning(
  engine: 'rule' | 'schedule',
  name: string,
  state: string | undefined,
): string[] {
  return state === 'DISABLED' ? [`${engine} ${name} is disabled: ecsctl events enable ${name}`] : [];
}
