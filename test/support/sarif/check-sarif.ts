/** One violation: where in the document, and what is wrong. */
type Problem = string;

type Json = Readonly<Record<string, unknown>>;

const levels = ['none', 'note', 'warning', 'error'];

/**
 * What is wrong with a log by the rules of SARIF 2.1.0's schema that concern its members, and by what GitHub asks beyond it.
 * Members that the schema does not know are wrong, too: it closes its objects.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarifProblems(log: unknown): Problem[] {
  const problems: Problem[] = [];
  const say = (where: string, what: string) => void problems.push(`${where}: ${what}`);
  const root = objectAt(log, 'log', ['$schema', 'version', 'runs'], say);
  if (root.version !== '2.1.0') say('version', 'is not 2.1.0');
  for (const [index, run] of listAt(root.runs, 'runs', say).entries()) checkRun(run, `runs[${index}]`, say);
  return problems;
}

type Say = (where: string, what: string) => void;

function objectAt(value: unknown, where: string, known: readonly string[], say: Say): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    say(where, 'is no object');
    return {};
  }
  for (const key of Object.keys(value)) if (!known.includes(key)) say(where, `has an unknown member ${key}`);
  return value as Json;
}

function listAt(value: unknown, where: string, say: Say): readonly unknown[] {
  if (Array.isArray(value)) return value;
  say(where, 'is no list');
  return [];
}

function textAt(value: unknown, where: string, say: Say): string {
  if (typeof value === 'string' && value !== '') return value;
  say(where, 'is no text');
  return '';
}

function messageAt(value: unknown, where: string, say: Say): void {
  const { text } = objectAt(value, where, ['text', 'markdown', 'id', 'arguments', 'properties'], say);
  textAt(text, `${where}.text`, say);
}

function checkRun(value: unknown, where: string, say: Say): void {
  const run = objectAt(value, where, ['tool', 'invocations', 'results', 'properties'], say);
  const tool = objectAt(run.tool, `${where}.tool`, ['driver', 'extensions', 'properties'], say);
  const members = ['name', 'rules', 'version', 'semanticVersion', 'informationUri', 'properties'];
  const driver = objectAt(tool.driver, `${where}.tool.driver`, members, say);
  textAt(driver.name, `${where}.tool.driver.name`, say);
  const rules = listAt(driver.rules, `${where}.rules`, say);
  const ids = rules.map((rule, index) => checkRule(rule, `${where}.rules[${index}]`, say));
  if (new Set(ids).size < ids.length) say(`${where}.rules`, 'names a rule twice');
  for (const [index, result] of listAt(run.results, `${where}.results`, say).entries()) {
    checkResult(result, `${where}.results[${index}]`, ids, say);
  }
  for (const [index, invocation] of listAt(run.invocations, `${where}.invocations`, say).entries()) {
    checkInvocation(invocation, `${where}.invocations[${index}]`, say);
  }
}

function checkRule(value: unknown, where: string, say: Say): string {
  const members = [
    ...['id', 'name', 'shortDescription', 'fullDescription', 'helpUri', 'help'],
    ...['defaultConfiguration', 'properties'],
  ];
  const rule = objectAt(value, where, members, say);
  for (const text of ['shortDescription', 'fullDescription', 'help']) {
    messageAt(rule[text], `${where}.${text}`, say);
  }
  if (rule.helpUri !== undefined && !URL.canParse(String(rule.helpUri))) say(`${where}.helpUri`, 'is no URI');
  const configuration = objectAt(rule.defaultConfiguration, `${where}.defaultConfiguration`, ['level'], say);
  if (!levels.includes(String(configuration.level))) say(where, 'has no level');
  const properties = rule.properties as Json;
  const score = properties['security-severity'];
  if (typeof score !== 'string' || !/^\d+\.\d$/.test(score) || Number(score) > 10) say(where, 'has no score');
  const tags = listAt(properties.tags, `${where}.properties.tags`, say);
  if (!tags.includes('security')) say(where, 'is not tagged as security');
  if (new Set(tags).size < tags.length) say(where, 'has a tag twice');
  return textAt(rule.id, `${where}.id`, say);
}

function checkResult(value: unknown, where: string, ids: readonly string[], say: Say): void {
  const members = [
    ...['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'],
    ...['properties', 'suppressions'],
  ];
  const result = objectAt(value, where, members, say);
  if (ids[Number(result.ruleIndex)] !== result.ruleId) say(where, 'names another rule than its index');
  if (!levels.includes(String(result.level))) say(where, 'has no level');
  messageAt(result.message, `${where}.message`, say);
  const locations = listAt(result.locations, `${where}.locations`, say);
  if (locations.length < 1) say(where, 'has no place, and GitHub leaves it out');
  for (const location of locations) checkLocation(location, `${where}.locations`, say);
  const prints = objectAt(
    result.partialFingerprints,
    `${where}.fingerprints`,
    ['primaryLocationLineHash'],
    say,
  );
  if (!/^[0-9a-f]+:\d+$/.test(String(prints.primaryLocationLineHash))) say(where, 'has no fingerprint');
  if (result.suppressions !== undefined) checkSuppressions(result.suppressions, where, say);
}

function checkLocation(value: unknown, where: string, say: Say): void {
  const location = objectAt(value, where, ['physicalLocation', 'logicalLocations', 'message'], say);
  const physical = objectAt(location.physicalLocation, where, ['artifactLocation', 'region'], say);
  const { uri } = objectAt(physical.artifactLocation, where, ['uri', 'uriBaseId'], say);
  const text = textAt(uri, `${where}.uri`, say);
  if (/[\s"<>\\^`{|}]/.test(text) || text.startsWith('/'))
    say(`${where}.uri`, `"${text}" is no relative URI`);
  const { startLine } = objectAt(physical.region, where, ['startLine', 'endLine'], say);
  if (!(Number(startLine) >= 1)) say(where, 'begins before the first line');
  for (const logical of listAt(location.logicalLocations, where, say)) {
    const known = ['fullyQualifiedName', 'kind', 'name', 'index', 'decoratedName', 'parentIndex'];
    textAt(objectAt(logical, where, known, say).fullyQualifiedName, where, say);
  }
}

function checkSuppressions(value: unknown, where: string, say: Say): void {
  for (const one of listAt(value, `${where}.suppressions`, say)) {
    const known = ['kind', 'status', 'justification', 'guid', 'location'];
    const { kind, status } = objectAt(one, `${where}.suppressions`, known, say);
    if (!['inSource', 'external'].includes(String(kind))) say(where, 'is suppressed by no kind');
    if (!['accepted', 'underReview', 'rejected'].includes(String(status))) say(where, 'has a wrong status');
  }
}

function checkInvocation(value: unknown, where: string, say: Say): void {
  const known = ['executionSuccessful', 'toolExecutionNotifications', 'exitCode', 'commandLine'];
  const invocation = objectAt(value, where, known, say);
  if (typeof invocation.executionSuccessful !== 'boolean') say(where, 'does not say whether it succeeded');
  for (const one of listAt(invocation.toolExecutionNotifications, where, say)) {
    const { level, message } = objectAt(one, where, ['level', 'message'], say);
    if (!levels.includes(String(level))) say(where, 'has a notification without a level');
    messageAt(message, `${where}.message`, say);
  }
}
