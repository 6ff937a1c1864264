import fc from 'fast-check';
import type { Finding } from '../../../../src/ecr/scan/findings.ts';
import { severities } from '../../../../src/ecr/severity.ts';

const anyText = fc.oneof(
  fc.constantFrom(
    'openssl',
    'zlib | pipe',
    '<img src=x>',
    '[a](b)',
    '@somebody #1',
    '`code`',
    '\u001b[2J',
    '한글',
  ),
  fc.string({ minLength: 1, unit: 'binary' }),
);

const anyPackage = fc.record(
  {
    name: fc.oneof(fc.constantFrom('openssl', 'zlib'), anyText),
    installed: fc.constantFrom('1.0', '2.0'),
    fixed: fc.constantFrom('3.0', '1:2|3'),
    path: anyText,
  },
  { requiredKeys: ['name'] },
);

/** A finding as a scan may have it, texts of strangers in it; ids are few, so that some meet. */
export const anyFinding: fc.Arbitrary<Finding> = fc.record(
  {
    id: fc.oneof(fc.constantFrom('CVE-1-1', 'CVE-1-2', 'CVE-1-3'), anyText),
    severity: fc.constantFrom(...severities),
    title: anyText,
    packages: fc.array(anyPackage, { maxLength: 3 }),
    fixable: fc.boolean(),
    score: fc.double({ min: 0, max: 10, noNaN: true }),
    exploitable: fc.boolean(),
    url: fc.oneof(
      fc.webUrl(),
      fc.constantFrom('javascript:alert(1)', 'https://a.b/c d', 'https://a.b/%zz'),
      anyText,
    ),
  },
  { requiredKeys: ['id', 'severity', 'title', 'packages'] },
);
