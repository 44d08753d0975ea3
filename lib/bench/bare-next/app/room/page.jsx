import { entries } from "../sql";

export const dynamic = "force-dynamic";

export default async function Room() {
  const rows = await entries(1);
  return (
    <ol>
      {rows.map((row) => (
        <li key={row.seq}>
          <time>{row.occurred_at?.toISOString()}</time> {row.author_name}: {row.data.body}
        </li>
      ))}
    </ol>
  );
}
