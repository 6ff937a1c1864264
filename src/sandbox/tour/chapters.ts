import type { Chapter } from './chapter.ts';
import { cleaning } from './cleaning.ts';
import { delivering } from './delivering.ts';
import { housing } from './housing.ts';
import { scaling } from './scaling.ts';
import { telling } from './telling.ts';

/** The chapters of the tour, in the order in which they are told. */
export const chapters: readonly Chapter[] = [scaling, housing, delivering, telling, cleaning];
