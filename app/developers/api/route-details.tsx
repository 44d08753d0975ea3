import type { Route } from "@/lib/api/server/define-route";
import { curlOf, type FieldRow, fieldsOf } from "@/lib/api/server/route-example";

/** What a route takes, and how it is called; folded away until somebody wants it. */
export function RouteDetails({ route }: { route: Route }) {
  return (
    <details className="mt-0.5 text-sm">
      <summary className="cursor-pointer text-ink-3">Fields and a call</summary>
      <Fields title="Query" rows={fieldsOf(route.query)} />
      <Fields title="Body" rows={route.kind === "json" ? fieldsOf(route.body) : []} />
      <pre className="mono mt-1.5 whitespace-pre-wrap break-all rounded-md bg-sunk p-2">{curlOf(route)}</pre>
    </details>
  );
}

function Fields({ title, rows }: { title: string; rows: readonly FieldRow[] }) {
  if (rows.length === 0) return null;
  return (
    <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <dt className="col-span-2 font-medium">{title}</dt>
      {rows.map(({ name, required, takes }) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="mono">{name}</dt>
          <dd className="min-w-0 break-words text-ink-2">
            {takes}
            {required && <span className="text-ink"> · required</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
