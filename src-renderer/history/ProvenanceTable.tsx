import { DASH } from '../components/format-number.ts';
import { Tag } from '../components/Tag.tsx';
import { type DeviceSource, type Provenance, sourceWords } from './read-provenance.ts';

/** What a run was made with. What is not in the repository as it was run is said so. */
export function ProvenanceTable({ provenance: { hutch, plan, devices = {} } }: { provenance: Provenance }) {
  const names = Object.keys(devices);
  return (
    <details className="fold" open>
      <summary>Made with</summary>
      <table className="table provenance">
        <tbody>
          {hutch === undefined ? null : <Line what="Hutch" kind={hutch} from="" isChanged={false} />}
          {plan ? <Line what="plan" kind="" from={sourceWords(plan)} isChanged={plan.dirty ?? false} /> : null}
          {names.map((name) => {
            const source = devices[name] ?? {};
            return (
              <Line
                key={name}
                what={name}
                kind={source.class ?? ''}
                from={sourceWords(source)}
                isChanged={source.dirty ?? false}
                notReal={notReal(source)}
              />
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

function notReal({ mock, simulated }: DeviceSource): string | undefined {
  if (mock) return 'mock';
  return simulated ? 'simulated' : undefined;
}

interface LineProps {
  what: string;
  kind: string;
  from: string;
  isChanged: boolean;
  notReal?: string | undefined;
}

function Line({ what, kind, from, isChanged, notReal }: LineProps) {
  return (
    <tr>
      <th scope="row" className="left">
        {what}
      </th>
      <td className="left">
        {kind || DASH} {notReal ? <Tag tone="sim">{notReal}</Tag> : null}
      </td>
      <td className={isChanged ? 'left tone-wait' : 'left'}>{from || DASH}</td>
    </tr>
  );
}
