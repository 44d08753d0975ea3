import Link from "next/link";
import { chipStyle } from "@/components/ui/chip";
import { Definition, DefinitionRows } from "@/components/ui/definition-rows";
import { Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Duration, Time } from "@/components/ui/time";
import { KIND_FACTS } from "@/lib/containment/model";
import type { ActionView } from "@/lib/containment/views";
import { KIND_WORDS, PRESERVATION_WORDS, PROOF_WORDS } from "@/lib/containment/words";
import { ActionMark } from "./action-mark";

/** All that is known of an action, and what its verdict rests on, log by log. */
export function ActionFacts({ action }: { action: ActionView }) {
  const { verification, approvals, approvalsNeeded, preservation, withoutApproval, deliveries } = action;
  return (
    <div className="flex flex-col gap-4">
      <DefinitionRows>
        <Definition term="State">
          <ActionMark action={action} />
        </Definition>
        <Definition term="Kind">{KIND_WORDS[action.kind]}</Definition>
        {action.aiSystem ? (
          <Definition term="AI system">
            <Link href={`/agents/${action.aiSystem.id}`} className="underline-quiet text-agent">
              {action.aiSystem.name}
            </Link>
          </Definition>
        ) : (
          KIND_FACTS[action.kind].ofAgent && (
            <Definition term="AI system">
              <Unknown>not named</Unknown>
            </Definition>
          )
        )}
        <Definition term="It holds when" stacked>
          {PROOF_WORDS[action.kind]}
        </Definition>
        <Definition term="Requested">
          {action.requestedBy.name}, <Time value={action.requestedAt} />
        </Definition>
        {approvalsNeeded === 0 && approvals.length === 0 ? (
          <Definition term="Approval">not needed, by the policy of its kind when it was requested</Definition>
        ) : (
          <Definition term={approvalsNeeded > 1 ? `Approval by ${approvalsNeeded} others` : "Approval by another"}>
            {approvals.length === 0 ? (
              <Unknown>nobody yet</Unknown>
            ) : (
              approvals.map(({ id, name, at }) => (
                <span key={id} className="block">
                  {name}, <Time value={at} />
                </span>
              ))
            )}
            {withoutApproval && <span className="block text-exposed">went ahead without: {withoutApproval}</span>}
          </Definition>
        )}
        {action.startedAt && (
          <Definition term={action.execution === "webhook" ? "Kill switch called" : "Begun"}>
            <Time value={action.startedAt} />
          </Definition>
        )}
        {action.startedAt && (
          <Definition term="Preserved before">
            {preservation ? PRESERVATION_WORDS[preservation] : <Unknown>nobody said</Unknown>}
            {action.preservationNote && <span className="block">{action.preservationNote}</span>}
          </Definition>
        )}
        {action.doneAt && (
          <Definition term="Carried out">
            <Time value={action.doneAt} />
            {action.doneBy && `, ${action.doneBy.name}`}
          </Definition>
        )}
        {verification?.timeToStopMs !== undefined && action.proof !== "check" && action.state === "done" && (
          <Definition term="Time to stop">
            <Duration ms={verification.timeToStopMs} because="The logs do not show it." />
          </Definition>
        )}
        {action.doneNote && (
          <Definition term="What was done" stacked>
            {action.doneNote}
          </Definition>
        )}
        {action.droppedReason && (
          <Definition term="Dropped, because" stacked>
            {action.droppedReason}
          </Definition>
        )}
      </DefinitionRows>
      {verification && action.state === "done" && <Evidence action={action} />}
      <Checks action={action} />
      {deliveries.length > 0 && <Deliveries deliveries={deliveries} />}
    </div>
  );
}

function Evidence({ action }: { action: ActionView }) {
  const { verification } = action;
  if (!verification) return null;
  const systems = verification.systems;
  return (
    <section aria-labelledby="shown">
      <h3 id="shown" className="mb-1 font-semibold text-sm">
        What shows whether it holds
      </h3>
      <p className="mb-1.5 text-ink-2">{capital(verification.reason)}.</p>
      {systems.length > 0 && (
        <Table caption="The logs that name it" className="min-w-120">
          <THead>
            <tr>
              <Th>Log</Th>
              <Th>Last before</Th>
              <Th numeric>Acted after</Th>
              <Th numeric>Refused after</Th>
              <Th>Covers until</Th>
            </tr>
          </THead>
          <tbody>
            {systems.map((trace) => (
              <Tr key={trace.system}>
                <Td className="mono">{trace.system}</Td>
                <Td>{trace.lastBefore ? <Time value={trace.lastBefore} quiet /> : "never"}</Td>
                <Td numeric className={trace.acted > 0 ? "text-exposed" : undefined}>
                  {trace.acted}
                </Td>
                <Td numeric>{trace.denied}</Td>
                <Td>
                  {trace.coveredUntil ? <Time value={trace.coveredUntil} quiet /> : <Unknown>not this time</Unknown>}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function Checks({ action }: { action: ActionView }) {
  if (action.checks.length === 0) return null;
  return (
    <section aria-labelledby="looks">
      <h3 id="looks" className="mb-1 font-semibold text-sm">
        What was checked
      </h3>
      <ul>
        {action.checks.map(({ id, at, holds, what, evidence, by }) => (
          <li key={id} className="border-line border-b py-1.25">
            <span className={holds ? "text-verified" : "text-exposed"}>{holds ? "holds" : "does not hold"}</span>:{" "}
            {what}
            <span className="flex flex-wrap items-center gap-1 text-ink-3 text-sm">
              {by}, <Time value={at} />
              {evidence.map((one) =>
                /^\d+-\d+(-\d+)?$/.test(one) ? (
                  <Link
                    key={one}
                    href={`/incidents/${action.incident}/evidence?event=${one}`}
                    className={chipStyle({ mono: true })}
                  >
                    {one}
                  </Link>
                ) : (
                  <span key={one} className={chipStyle({ mono: true })}>
                    {one}
                  </span>
                ),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Deliveries({ deliveries }: { deliveries: ActionView["deliveries"] }) {
  return (
    <section aria-labelledby="calls">
      <h3 id="calls" className="mb-1 font-semibold text-sm">
        Calls of the kill switch
      </h3>
      <ul>
        {deliveries.flatMap((delivery) =>
          delivery.tries.map((tried) => (
            <li key={delivery.id + tried.at} className="flex flex-wrap gap-x-2 border-line border-b py-1.25">
              <Time value={tried.at} quiet />
              <span className={tried.error ? "text-exposed" : "text-verified"}>
                {tried.error ?? `taken, answer ${tried.status}`}
              </span>
              <span className="ml-auto text-ink-3">{tried.ms} ms</span>
            </li>
          )),
        )}
        {deliveries.some((one) => one.state === "waiting" && one.tries.length === 0) && (
          <li className="py-1.25 text-unknown">on its way</li>
        )}
      </ul>
    </section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
