import { accessRoutes } from "@/lib/access/server/routes";
import { agentRoutes } from "@/lib/agents/server/routes";
import { assetRoutes } from "@/lib/assets/server/routes";
import { calendarRoutes } from "@/lib/calendar/server/routes";
import { claimRoutes } from "@/lib/claims/server/routes";
import { containmentRoutes } from "@/lib/containment/server/routes";
import { dataRoutes } from "@/lib/data/server/routes";
import { mappingRoutes } from "@/lib/evidence/server/mapping-routes";
import { evidenceRoutes } from "@/lib/evidence/server/routes";
import { suggestionRoutes } from "@/lib/evidence/server/suggestion-routes";
import { narrowingRoutes } from "@/lib/exposure/server/narrowing-routes";
import { exposureRoutes } from "@/lib/exposure/server/routes";
import { handoverRoutes } from "@/lib/handover/server/routes";
import { inboxRoutes } from "@/lib/inbox/server/routes";
import { incidentRoutes } from "@/lib/incidents/server/routes";
import { ingestRoutes } from "@/lib/ingest/server/routes";
import { liveRoutes } from "@/lib/live/server/routes";
import { obligationRoutes } from "@/lib/obligations/server/routes";
import { peopleRoutes } from "@/lib/people/server/routes";
import { postmortemRoutes } from "@/lib/postmortems/server/routes";
import { recordRoutes } from "@/lib/record/server/routes";
import { severityRoutes } from "@/lib/severity/server/routes";
import { taskRoutes } from "@/lib/tasks/server/routes";
import { timelineRoutes } from "@/lib/timeline/server/routes";
import { triageRoutes } from "@/lib/triage/server/routes";
import { updateRoutes } from "@/lib/updates/server/routes";
import type { Route } from "./define-route";

/** Every entry of the API. What is not in here is not there. */
export const ROUTES: readonly Route[] = [
  ...accessRoutes,
  ...incidentRoutes,
  ...triageRoutes,
  ...handoverRoutes,
  ...assetRoutes,
  ...peopleRoutes,
  ...dataRoutes,
  ...claimRoutes,
  ...timelineRoutes,
  ...evidenceRoutes,
  ...suggestionRoutes,
  ...mappingRoutes,
  ...ingestRoutes,
  ...exposureRoutes,
  ...narrowingRoutes,
  ...recordRoutes,
  ...liveRoutes,
  ...severityRoutes,
  ...taskRoutes,
  ...calendarRoutes,
  ...agentRoutes,
  ...containmentRoutes,
  ...obligationRoutes,
  ...postmortemRoutes,
  ...updateRoutes,
  ...inboxRoutes,
];
