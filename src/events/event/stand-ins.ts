/**
 * A template in which each variable that stands alone is a text: EventBridge puts quotes around these; those within a
 * text are put in as they are, and stay here.
 * @param text what stands for the variable of that name.
 */
export function withStandIns(template: string, text: (name: string) => string): string {
  return template.replace(/"(?:[^"\\]|\\.)*"|<[^<>"]+>/g, (token) =>
    token.startsWith('<') ? JSON.stringify(text(token.slice(1, -1))) : token,
  );
}
