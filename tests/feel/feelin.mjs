// Evaluates cases with npm's feelin: JSON in on stdin, JSON out on stdout, one batch per test session.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { evaluate, unaryTest, FeelDate, FeelTime, FeelDateTime, FeelDuration, FeelRange } =
  await import(pathToFileURL(process.argv[2]).href);

function plain(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof FeelDate) return { $date: value.toString() };
  if (value instanceof FeelTime) return { $time: value.toString() };
  if (value instanceof FeelDateTime) return { $datetime: value.toString() };
  if (value instanceof FeelDuration) return { $duration: value.toString() };
  if (value instanceof FeelRange) {
    return { $range: [plain(value.start), plain(value.end), value['start included'], value['end included']] };
  }
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  if (typeof value === 'function') return { $function: true };
  return value;
}

const cases = JSON.parse(readFileSync(0, 'utf8'));
const answers = cases.map(({ text, unary, context }) => {
  try {
    return { value: plain((unary ? unaryTest : evaluate)(text, context).value) };
  } catch (error) {
    return { error: error.message };
  }
});
process.stdout.write(JSON.stringify(answers));
