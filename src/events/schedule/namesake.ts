import { Failure } from '../../failure.ts';

/**
 * One name is one thing, whichever service of AWS has it: they would share a role.
 * @throws Failure `refused`, always.
 */
export function refuseNamesake(what: 'rule' | 'schedule', name: string): never {
  throw new Failure('refused', `there is a ${what} ${name} already`, {
    hint: `choose another name, or take it away first: ecsctl events rm ${name}`,
  });
}
