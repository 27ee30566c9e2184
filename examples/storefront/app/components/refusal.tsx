/** What a guard of the back office refused, and what was found: places and markers, no values. */
import type { Finding } from 'contentmark/policy';

export interface RefusalProps {
  readonly title: string;
  readonly summary?: string;
  readonly findings: readonly Finding[];
  readonly reference: string;
}

export function Refusal({ title, summary, findings, reference }: RefusalProps) {
  return (
    <div className="refusal" role="alert">
      <h2>{title}</h2>
      {summary !== undefined && <p>{summary}</p>}
      <ul>
        {findings.map(({ path, id }) => (
          <li key={`${id} ${path}`}>
            <code>{id}</code>
            {path !== '' && (
              <>
                {' '}
                at <code>{path}</code>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">
        Decision <code>{reference}</code>
      </p>
    </div>
  );
}
