import { useEffect, useState } from 'react';
import type { RunDocuments, StoredDocument } from '#shared/contract/runs.ts';
import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { formatNumber } from '../components/format-number.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';

/** Documents that are listed at a time. */
const PAGE = 50;

/** The documents of a run as they were emitted, page by page; asked for when somebody unfolds them. */
export function DocumentList({ uid }: { uid: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Documents</summary>
      {isOpen ? <Pages key={uid} uid={uid} /> : null}
    </details>
  );
}

function Pages({ uid }: { uid: string }) {
  const client = useClient();
  const [offset, setOffset] = useState(0);
  const [page, setPage] = useState<RunDocuments | null>(null);
  const unreachable = useUnreachableReason();
  const isReached = unreachable === undefined;
  useEffect(() => {
    if (!isReached) return;
    const asking = new AbortController();
    client
      .request('runs.documents', { uid, offset, limit: PAGE }, { signal: asking.signal })
      .then(setPage, (error: unknown) => {
        if (!asking.signal.aborted) reportProblem('The documents could not be read', error);
      });
    return () => asking.abort();
  }, [client, uid, offset, isReached]);
  if (!page) return isReached ? null : <p className="unit">{unreachable}.</p>;
  return (
    <>
      <ol className="documents" start={offset + 1}>
        {page.documents.map((document, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: documents of a run keep their places
          <DocumentLine key={offset + index} document={document} />
        ))}
      </ol>
      <div className="run-acts">
        <Button
          size="small"
          reason={unreachable ?? (offset === 0 ? 'These are the first' : undefined)}
          onClick={() => setOffset(Math.max(0, offset - PAGE))}
        >
          Before
        </Button>
        <Button
          size="small"
          reason={unreachable ?? (page.next === null ? 'These are the last' : undefined)}
          onClick={() => setOffset(page.next ?? offset)}
        >
          After
        </Button>
        <span className="unit">
          documents {formatNumber(offset + 1)} to {formatNumber(offset + page.documents.length)}
        </span>
      </div>
    </>
  );
}

function DocumentLine({ document: { name, doc } }: { document: StoredDocument }) {
  return (
    <li>
      <details>
        <summary className="document-line">
          {name} <span className="unit mono">{JSON.stringify(doc.data ?? doc).slice(0, 100)}</span>
        </summary>
        <pre className="mono">{JSON.stringify(doc, null, 2)}</pre>
      </details>
    </li>
  );
}
