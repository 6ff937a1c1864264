import { describe, expect, it } from 'vitest';
import { taskInput } from '../../../../src/events/schedule/task-input.ts';
import type { FoundTarget } from '../../../../src/events/target/read.ts';
import type { WantedTarget } from '../../../../src/events/target/wanted.ts';

const containerDefinitions = [
  { name: 'app', essential: true },
  { name: 'side', essential: false },
];
const found = { definition: { family: 'report', revision: 1, containerDefinitions } } as Partial<FoundTarget>;
const environment = [{ name: 'MODE', value: 'fast' }];
const existing = {
  containerOverrides: [
    { name: 'side', command: ['run'], environment: [{ name: 'A', value: '1' }] },
    { name: 'app' },
  ],
  cpu: '512',
};

function inputFor(some: Partial<WantedTarget>, before?: object): unknown {
  const wanted = { environment: [], ...some } as unknown as WantedTarget;
  const text = taskInput(wanted, found as FoundTarget, before && JSON.stringify(before));
  return text && JSON.parse(text);
}

describe('what a schedule hands over', () => {
  it('is left alone where nothing is said of it', () => {
    expect(inputFor({})).toBeUndefined();
    expect(inputFor({}, existing)).toBeUndefined();
    expect(inputFor({ container: 'side' })).toBeUndefined();
  });

  it('is for the container that has it already, where none is named', () => {
    expect(inputFor({ environment })).toEqual({ containerOverrides: [{ name: 'app', environment }] });
    expect(inputFor({ environment }, existing)).toEqual({
      containerOverrides: [{ name: 'side', command: ['run'], environment }, { name: 'app' }],
      cpu: '512',
    });
  });

  it('goes to another container with its variables', () => {
    const other = { containerOverrides: [{ name: 'side', environment: [{ name: 'A', value: '1' }] }] };
    expect(inputFor({ container: 'app' }, other)).toEqual({
      containerOverrides: [{ name: 'app', environment: [{ name: 'A', value: '1' }] }],
    });
  });

  it('is not too long for ECS', () => {
    const long = [{ name: 'LONG', value: 'x'.repeat(8200) }];
    expect(() => inputFor({ environment: long })).toThrow('--env comes to');
  });
});
