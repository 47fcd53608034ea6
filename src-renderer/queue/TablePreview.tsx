import type { TableCheck, TableRow } from '#shared/contract/queue.ts';
import type { ErrorIssue } from '#shared/errors.ts';
import { DASH, formatNumber } from '../components/format-number.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { joinedWords } from './params-in-words.ts';
import { wrongWords } from './table-words.ts';
import { useParamsWords } from './use-params-words.ts';
import type { TableAnswer, TableState } from './use-table-check.ts';

interface TablePreviewProps {
  plan: string;
  state: TableState;
}

/** What the rows of a table would become, with what is wrong beside the row that is. What was told of an older text is drawn back. */
export function TablePreview({ plan, state: { answer, isCurrent } }: TablePreviewProps) {
  const unreachable = useUnreachableReason();
  const told = isCurrent ? answer : undefined;
  const isRight = told?.kind === 'rows' && told.check.wrong === 0;
  return (
    <>
      <p className={told && !isRight ? 'table-said table-said-wrong' : 'table-said'} role="status">
        {told ? answerWords(told) : waitingWords(unreachable)}
      </p>
      {answer?.kind === 'rows' ? <Rows plan={plan} check={answer.check} isCurrent={isCurrent} /> : null}
    </>
  );
}

function waitingWords(unreachable: string | undefined): string {
  return unreachable === undefined ? 'Checking…' : `Not checked. ${unreachable}.`;
}

function answerWords(answer: TableAnswer): string {
  if (answer.kind === 'refused') return answer.message;
  const { count, wrong } = answer.check;
  if (wrong > 0) return `${wrongWords(wrong, count)}.`;
  return count === 1 ? 'The row can be added.' : `All ${formatNumber(count)} rows can be added.`;
}

function Rows({ plan, check, isCurrent }: { plan: string; check: TableCheck; isCurrent: boolean }) {
  const columns = useHostStore(({ info }) => info?.columns) ?? [];
  const wordsOf = useParamsWords(plan);
  const hasIssues = check.wrong > 0;
  const hasSession = check.rows.some(({ request }) => request.instrument_session !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className="scroll dialog-table" aria-label="Rows of the table" aria-busy={!isCurrent} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th className="table-number">Row</th>
            <th className="left">Plan</th>
            <th className="left">What for</th>
            {hasSession ? <th className="left">Session</th> : null}
            {columns.map(({ name, title }) => (
              <th key={name} className="left">
                {title ?? name}
              </th>
            ))}
            <th className="left">Parameters</th>
            {hasIssues ? <th className="left">What is wrong</th> : null}
          </tr>
        </thead>
        <tbody>
          {check.rows.map(({ row, request, issues }) => (
            <tr key={row} className={issues.length > 0 ? 'table-bad' : undefined}>
              <td>{row}</td>
              <td className="left strong">{request.name}</td>
              <td className="left table-long">{request.purpose ?? DASH}</td>
              {hasSession ? <td className="left">{request.instrument_session ?? DASH}</td> : null}
              {columns.map(({ name }) => (
                <td key={name} className="left">
                  {String(request.columns?.[name] ?? DASH)}
                </td>
              ))}
              <td className="left table-long">{joinedWords(wordsOf(request.params)) || DASH}</td>
              {hasIssues ? (
                <td className="left tone-fault table-long">
                  {issues.map((issue) => (
                    <div key={`${issue.path} ${issue.message}`}>{issueWords(issue)}</div>
                  ))}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <Rest check={check} />
    </section>
  );
}

/** How many rows are not drawn: more would not be read. */
function Rest({ check: { count, wrong, rows } }: { check: TableCheck }) {
  const more = count - rows.length;
  if (more === 0) return null;
  const wrongMore = wrong - rows.filter(isWrong).length;
  return (
    <p className="table-rest">
      and {formatNumber(more)} more rows{wrongMore > 0 ? `, ${formatNumber(wrongMore)} of them wrong` : ''}
    </p>
  );
}

function isWrong({ issues }: TableRow): boolean {
  return issues.length > 0;
}

function issueWords({ path, message }: ErrorIssue): string {
  return path === '' || message.startsWith(path) ? message : `${path}: ${message}`;
}
