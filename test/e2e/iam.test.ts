import { expect, it } from 'vitest';
import { recordedCalls } from '../support/iam-record.ts';
import { manifestOfVerbs } from '../support/run-in-process.ts';

/** Runs when all other end-to-end tests have: what they saw each verb do is held against what it declares. */
const seen = recordedCalls();
const { verbs } = await manifestOfVerbs();
const asking = Object.entries(verbs).filter(([, { iam }]) => iam.length > 0);

it('the end-to-end tests ran every verb that asks AWS', () => {
  expect([...seen.keys()].sort()).toEqual(asking.map(([path]) => path).sort());
});

it.each(asking)('%s uses nothing that it does not declare', (path, { iam }) => {
  expect([...(seen.get(path) ?? [])].filter((action) => !iam.includes(action))).toEqual([]);
});

it.each(asking)('%s declares nothing that it does not use', (path, { iam }) => {
  expect(iam.filter((action) => !seen.get(path)?.has(action))).toEqual([]);
});
