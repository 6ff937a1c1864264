import type { Wait } from '../../plan/apply.ts';

/** A wait until the list that a call answers is empty. */
export function untilNone(member: string, what: string): Wait {
  return (output) => {
    const list = output[member];
    const left = Array.isArray(list) ? list.filter(isThere).length : 0;
    return left === 0 ? { kind: 'done', value: output } : { kind: 'waiting', for: `${what} to be deleted` };
  };
}

/** EC2 goes on showing what was deleted for an hour. */
function isThere({ State }: { readonly State?: string }): boolean {
  return State?.toLowerCase() !== 'deleted';
}
