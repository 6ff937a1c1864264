/** Whether ECS takes it for a name: up to 255 letters, digits, underscores and hyphens. */
export function isName(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,255}$/.test(text);
}
