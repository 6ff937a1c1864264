import { anythingButCases } from './anything-but.ts';
import { exactCases } from './exact.ts';
import { existsCases } from './exists.ts';
import { fieldCases, wholeCases } from './fields.ts';
import { listCases } from './lists.ts';
import { cidrCases, numericCases } from './numbers.ts';
import type { PatternCase } from './pattern-case.ts';
import { textCases } from './texts.ts';

/** What is published about EventBridge's patterns, case by case. */
export const patternCases: readonly PatternCase[] = [
  ...exactCases,
  ...textCases,
  ...anythingButCases,
  ...numericCases,
  ...cidrCases,
  ...existsCases,
  ...listCases,
  ...fieldCases,
  ...wholeCases,
];
