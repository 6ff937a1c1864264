import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { TaskDefinitionStore } from '../../../../../src/sandbox/services/ecs/task-definition-store.ts';

/** A family of so many revisions, and how often anybody has looked at one of them. */
function bigFamily(count: number): { store: TaskDefinitionStore; looks: () => number; forget: () => void } {
  const store = new TaskDefinitionStore();
  let looked = 0;
  for (let revision = 1; revision <= count; revision += 1) {
    let status: TaskDefinition['status'] = 'ACTIVE';
    store.add({
      family: 'big',
      revision,
      get status() {
        looked += 1;
        return status;
      },
      set status(next) {
        status = next;
      },
    });
  }
  const forget = () => {
    looked = 0;
  };
  return { store, looks: () => looked, forget };
}

function deactivate(store: TaskDefinitionStore, revision: number): void {
  const definition = store.get('big', revision);
  if (definition) store.deactivate(definition, new Date());
}

describe('among five thousand revisions', () => {
  it('a page is found by looking at no more than what is on it', () => {
    const { store, looks, forget } = bigFamily(5000);
    forget();
    const after = { family: 'big', revision: 2500 };
    const page = store.list('ACTIVE', { family: 'big', descending: true, after });
    const found = Array.from({ length: 100 }, () => page.next().value?.revision);
    expect(found.slice(0, 3)).toEqual([2499, 2498, 2497]);
    expect(looks()).toBe(100);
  });

  it('one is found without looking at the others', () => {
    const { store, looks, forget } = bigFamily(5000);
    forget();
    expect(store.get('big', 2500)?.revision).toBe(2500);
    expect(store.newest('big')?.revision).toBe(5000);
    expect(looks()).toBe(0);
  });

  it('deregistering them all, the oldest or the newest first, looks at each a few times at most', () => {
    const { store, looks, forget } = bigFamily(5000);
    forget();
    for (let revision = 1; revision <= 2500; revision += 1) deactivate(store, revision);
    for (let revision = 5000; revision > 2500; revision -= 1) deactivate(store, revision);
    expect(store.newest('big')).toBeUndefined();
    expect(looks()).toBeLessThan(10_000);
  });
});
