import { Chip } from "@/components/ui/chip";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AlertView } from "@/lib/triage/views";

/** The alerts of an incident: how often each came, first and last, and whether it still fires. */
export function AlertTable({ alerts, more }: { alerts: readonly AlertView[]; more: number }) {
  return (
    <div className="mt-2">
      <Table caption="Alerts" maxHeight="half">
        <THead>
          <tr>
            <Th>Alert</Th>
            <Th>State</Th>
            <Th numeric>Times</Th>
            <Th>First</Th>
            <Th>Last</Th>
          </tr>
        </THead>
        <tbody>
          {alerts.map((alert) => (
            <Tr key={alert.id}>
              <Td>
                <span className="font-medium">{alert.title}</span>
                <span className="ml-2 text-ink-3 text-sm">{alert.source}</span>
                <Labels labels={alert.labels} />
              </Td>
              <Td>
                {alert.state === "firing" ? (
                  <Chip tone="exposed">firing</Chip>
                ) : (
                  <>ended {alert.resolvedAt && <Time value={alert.resolvedAt} mode="relative" quiet />}</>
                )}
              </Td>
              <Td numeric>{alert.count.toLocaleString("en")}</Td>
              <Td>
                <Time value={alert.firstAt} mode="datetime" />
              </Td>
              <Td>
                <Time value={alert.lastAt} mode="datetime" />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {more > 0 && <p className="mt-1 text-ink-3 text-sm">and {more.toLocaleString("en")} more alerts</p>}
    </div>
  );
}

const SHOWN = 4;

function Labels({ labels }: { labels: Record<string, string> }) {
  const all = Object.entries(labels);
  if (all.length === 0) return null;
  return (
    <span className="mt-0.5 flex flex-wrap gap-1" title={all.map(([name, value]) => `${name}=${value}`).join("\n")}>
      {all.slice(0, SHOWN).map(([name, value]) => (
        <Chip key={name} mono className="max-w-64 truncate">
          {name}={value}
        </Chip>
      ))}
      {all.length > SHOWN && <span className="text-ink-3 text-sm">+{all.length - SHOWN}</span>}
    </span>
  );
}
