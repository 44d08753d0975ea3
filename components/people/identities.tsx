"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { incidentList } from "@/lib/incidents/queries";
import { identitiesOf } from "@/lib/people/queries";
import { IdentitySuggestions } from "./identity-suggestions";
import { identityParsers } from "./people-filters";
import { UnresolvedTable } from "./unresolved-table";

/** Names in the logs of one incident that nobody has resolved: who they may be, and how much hangs on them. */
export function Identities() {
  const [view, setView] = useQueryStates(identityParsers);
  const incidents = useQuery(incidentList({ order: "newest", limit: 50 }));
  const rows = incidents.data?.data ?? [];
  const chosen = view.incident ?? rows[0]?.ref ?? null;
  if (incidents.isPending) return <SkeletonRows rows={6} label="Loading incidents" />;
  if (incidents.isError) return <FailedState title="The incidents could not be loaded." {...failedQuery(incidents)} />;
  if (chosen === null) {
    return (
      <EmptyState title="There is no incident yet.">
        Names are resolved from the logs of an incident. Declare one and import its logs.
      </EmptyState>
    );
  }
  const options = rows.map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` }));
  const known = options.some(({ value }) => value === chosen)
    ? options
    : [{ value: chosen, label: chosen }, ...options];
  return (
    <>
      <Field label="In the logs of" className="mb-4 max-w-xl">
        <Select options={known} value={chosen} onValueChange={(incident) => void setView({ incident })} />
      </Field>
      <OfIncident key={chosen} incident={chosen} />
    </>
  );
}

function OfIncident({ incident }: { incident: string }) {
  const editable = useViewer().can("respond");
  const identities = useQuery(identitiesOf(incident));
  if (identities.isPending) return <SkeletonRows rows={6} label="Looking through the logs" />;
  if (identities.isError) {
    return <FailedState title="The identities could not be loaded." {...failedQuery(identities)} />;
  }
  const { suggestions, unresolved, unresolvedCount, uncounted } = identities.data;
  if (unresolvedCount === 0 && suggestions.length === 0) {
    return (
      <EmptyState title="Every name is resolved.">
        The logs of {incident} name nobody who is not a principal, or it has no logs yet.
      </EmptyState>
    );
  }
  return (
    <>
      {uncounted && (
        <p className="mb-3 text-unknown">The events could not be counted in the time there is: counts are unknown.</p>
      )}
      <IdentitySuggestions incident={incident} suggestions={suggestions} editable={editable} />
      <UnresolvedTable
        incident={incident}
        rows={unresolved}
        count={unresolvedCount}
        uncounted={uncounted}
        editable={editable}
      />
    </>
  );
}
