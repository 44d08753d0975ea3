import { Time } from "@/components/ui/time";
import type { SuggestedAudience, SuggestionView, WindowSuggestion } from "@/lib/evidence/suggestions";
import { formatDuration } from "@/lib/time/format";
import { sourceName } from "./words";

/** What is suggested and why, in one or two sentences. */
export function SuggestionSentence({ suggestion }: { suggestion: SuggestionView }) {
  switch (suggestion.kind) {
    case "window":
      return <WindowSentence suggestion={suggestion} />;
    case "grant":
      return (
        <>
          Record the grant to {audienceName(suggestion.audience)} as void: it opened the{" "}
          {suggestion.windows.length === 1 ? "window" : "windows"} on{" "}
          {list(suggestion.windows.map(({ assetName }) => assetName))}.{" "}
          <Why>
            {suggestion.openedBy ?? "An unknown actor"}:{" "}
            <span className="mono break-all">{suggestion.openedAction}</span> at{" "}
            <Time value={suggestion.openedAt} mode="datetime" withZone />
            {suggestion.closedAt && (
              <>
                , taken back at <Time value={suggestion.closedAt} mode="datetime" withZone />
              </>
            )}
            . It stays valid in the system’s eyes; in policy it clears nobody.
          </Why>
        </>
      );
    case "agent":
      return (
        <>
          Add <Name>{suggestion.actor}</Name> as an agent.{" "}
          <Why>
            {suggestion.said ? "The log says that it is one" : "It is named like one"}; {events(suggestion.count)} from{" "}
            <Time value={suggestion.firstAt} mode="short" /> to <Time value={suggestion.lastAt} mode="short" />.
          </Why>
        </>
      );
    case "asset":
      return (
        <>
          Define <Name>{suggestion.resource}</Name> as an asset.{" "}
          <Why>
            Reached in {events(suggestion.count)}
            {suggestion.names > 1 && ` under ${suggestion.names.toLocaleString("en")} names`}; no asset matches it.
          </Why>
        </>
      );
    case "clock":
      return (
        <>
          The clock of <Name>{sourceName(suggestion.sources[1])}</Name> is{" "}
          {formatDuration(Math.abs(suggestion.offsetMs))} {suggestion.offsetMs > 0 ? "ahead of" : "behind"} that of{" "}
          <Name>{sourceName(suggestion.sources[0])}</Name>.{" "}
          <Why>
            The middle of {suggestion.count.toLocaleString("en")} pairs with the same {suggestion.by}. Times are left as
            they are.
          </Why>
        </>
      );
  }
}

function WindowSentence({ suggestion }: { suggestion: WindowSuggestion }) {
  const { resource, assets, openedAt, closedAt, audience, openedBy, openedAction, closedAction } = suggestion;
  return (
    <>
      Open an exposure window for {assets.length > 0 ? list(assets.map(({ name }) => name)) : <Name>{resource}</Name>}{" "}
      from <Time value={openedAt} mode="datetime" withZone />
      {closedAt ? (
        <>
          {" "}
          to <Time value={closedAt} mode="datetime" withZone />.
        </>
      ) : (
        "; no log shows that it was closed."
      )}{" "}
      <Why>
        {openedBy ?? "An unknown actor"}: <span className="mono break-all">{openedAction}</span>
        {assets.length > 0 && (
          <>
            {" "}
            on <span className="mono break-all">{resource}</span>
          </>
        )}
        {audience && `, reached ${audienceWords(audience)}`}
        {closedAction && (
          <>
            ; closed by <span className="mono break-all">{closedAction}</span>
          </>
        )}
        .
      </Why>
    </>
  );
}

function audienceWords(audience: SuggestedAudience): string {
  const { kind, unresolved } = audience;
  if (kind === "public") return "by the public";
  if (kind === "organisation") return "by everyone inside";
  const unknown = unresolved.length > 0 ? `, whom nobody has resolved: ${list(unresolved)}` : "";
  return `by ${audienceName(audience)}${unknown}`;
}

function audienceName({ kind, group, principals, unresolved }: SuggestedAudience): string {
  if (kind === "group") return `the group ${group}`;
  const known = principals.map(({ name }) => name);
  return known.length > 0 ? list(known) : unresolved.length === 1 ? "somebody" : "several";
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

function events(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "event" : "events"}`;
}

function Name({ children }: { children: string }) {
  return <span className="mono break-all font-medium">{children}</span>;
}

function Why({ children }: { children: React.ReactNode }) {
  return <span className="text-ink-2">{children}</span>;
}
