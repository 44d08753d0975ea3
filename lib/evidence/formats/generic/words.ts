import { ACTOR_KINDS, type ActorKind, OUTCOMES, type Outcome, VERBS, type Verb } from "@/lib/evidence/model";

/**
 * Words of actions that mean one verb in every log, in English, German, French and Spanish, without accents. Nouns that
 * are also verbs (post, set, order) are left out.
 */
const WORDS: Readonly<Record<string, Verb>> = {
  ...all(
    "read",
    "read reads view views viewed open opened get fetch fetched access accessed retrieve retrieved select selected query queried preview previewed",
    "lesen gelesen offnen geoffnet ansehen angesehen anzeigen angezeigt abrufen abgerufen einsehen eingesehen",
    "lire lecture ouvrir ouverture consulter consultation leer lectura abrir abierto consultar consulta",
  ),
  ...all(
    "list",
    "list lists listed search searched browse browsed enumerate describe",
    "auflisten aufgelistet suchen gesucht suche lister rechercher recherche listar buscar busqueda",
  ),
  ...all(
    "export",
    "export exported download downloaded print printed dump dumped copied",
    "herunterladen heruntergeladen exportieren exportiert drucken gedruckt kopieren kopiert",
    "telecharger telechargement exporter imprimer copier descargar descarga exportar imprimir copiar",
  ),
  ...all(
    "write",
    "write writes wrote create created update updated edit edited insert inserted put upload uploaded modify modified rename renamed move moved save saved add added append change changed reply replied publish published",
    "schreiben geschrieben erstellen erstellt anlegen angelegt andern geandert bearbeiten bearbeitet hochladen hochgeladen speichern gespeichert umbenennen umbenannt verschieben verschoben aktualisieren aktualisiert",
    "ecrire ecriture creer creation modifier modification enregistrer televerser renommer deplacer ajouter",
    "escribir escritura crear creacion modificar editar guardar subir renombrar mover anadir actualizar",
  ),
  ...all(
    "delete",
    "delete deletes deleted remove removed trash trashed drop dropped purge purged erase erased destroy destroyed",
    "loschen geloscht entfernen entfernt supprimer suppression effacer eliminar borrar suprimir",
  ),
  ...all("share", "share shared teilen geteilt freigeben freigegeben freigabe partager partage compartir"),
  ...all(
    "grant",
    "grant granted assign assigned permit authorize authorized erteilen erteilt zuweisen zugewiesen accorder attribuer conceder asignar",
  ),
  ...all(
    "revoke",
    "revoke revoked unassign unassigned unshare unshared entziehen entzogen widerrufen revoquer revocar",
  ),
  ...all(
    "login",
    "login signin logon authenticate authenticated anmelden angemeldet anmeldung einloggen eingeloggt connexion",
  ),
  ...all("execute", "execute executed exec run ran ausfuhren ausgefuhrt executer ejecutar"),
  ...all("invoke", "invoke invoked call called prompt aufrufen aufgerufen invoquer invocar"),
  ...all("approve", "approve approved genehmigen genehmigt approuver aprobar"),
  ...all("deny", "deny denied reject rejected ablehnen abgelehnt refuser rechazar denegar"),
  ...all("admin", "configure configured administer konfigurieren konfiguriert configurer configurar"),
};

const HTTP: Readonly<Record<string, Verb>> = {
  GET: "read",
  HEAD: "list",
  POST: "write",
  PUT: "write",
  PATCH: "write",
  DELETE: "delete",
};

function all(verb: Verb, ...words: string[]): Record<string, Verb> {
  return Object.fromEntries(words.flatMap((some) => some.split(" ")).map((word) => [word, verb]));
}

/** Lower case and without accents: "Geöffnet" and "geoffnet" are one word. */
export function folded(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The verb a log states, else the one that the words of its action mean, else other. */
export function wordVerb(stated: string | null, action: string | null): Verb {
  return knownWordVerb(stated, action) ?? "other";
}

/** The same, or null where no word is known. */
export function knownWordVerb(stated: string | null, action: string | null): Verb | null {
  for (const text of [stated, action]) {
    if (text === null || text.length > 200) continue;
    const lower = text.toLowerCase();
    if ((VERBS as readonly string[]).includes(lower)) return lower as Verb;
    if (Object.hasOwn(HTTP, text)) return HTTP[text] ?? "other";
    const words = folded(text.replace(/([a-z])([A-Z])/g, "$1 $2")).split(/[^a-z]+/);
    // "sign in" and "log in" are one word here.
    const joined = words.map((word, i) => (words[i + 1] === "in" && /^(sign|log)$/.test(word) ? "login" : word));
    const known = joined.find((word) => Object.hasOwn(WORDS, word));
    if (known !== undefined) return WORDS[known] ?? null;
  }
  return null;
}

/** Whole cells, not words in them: "not allowed" must not be taken for "allowed". Without accents. */
const OUTCOME_WORDS: Readonly<Record<string, Outcome>> = {
  ...ended(
    "success",
    "success,succeeded,successful,succeed,ok,okay,true,yes,allow,allowed,permit,permitted,passed,granted,completed,complete",
    "erfolg,erfolgreich,ja,erlaubt,gewahrt,zugelassen,abgeschlossen",
    "succes,reussi,reussie,reussite,oui,autorise,autorisee,accorde,exito,exitoso,correcto,si,permitido,autorizado,concedido,completado",
  ),
  ...ended(
    "denied",
    "denied,deny,forbidden,blocked,block,unauthorized,unauthorised,rejected,refused,accessdenied,permission_denied,access denied,permission denied,not allowed,not authorized",
    "verweigert,abgelehnt,verboten,gesperrt,blockiert,zuruckgewiesen,zugriff verweigert,nicht erlaubt,nicht berechtigt,nicht autorisiert",
    "refuse,refusee,interdit,interdite,bloque,rejete,acces refuse,non autorise",
    "denegado,denegada,rechazado,prohibido,bloqueado,acceso denegado,no autorizado,no permitido",
  ),
  ...ended(
    "failure",
    "failure,failed,fail,false,no,error,errored,timeout,timed out",
    "fehler,fehlgeschlagen,fehlschlag,gescheitert,nein,nicht erfolgreich,zeituberschreitung,abgebrochen",
    "echec,echoue,erreur,non,fallo,fallido,fallida",
  ),
};

function ended(outcome: Outcome, ...words: string[]): Record<string, Outcome> {
  return Object.fromEntries(words.flatMap((some) => some.split(",")).map((word) => [word, outcome]));
}

/** The outcome that a word or an HTTP status states; unknown for anything else, also for a missing one. */
export function wordOutcome(written: string | null): Outcome {
  return knownWordOutcome(written) ?? "unknown";
}

/** The same, or null for a word that says nothing here. */
export function knownWordOutcome(written: string | null): Outcome | null {
  if (written === null) return null;
  const lower = folded(written);
  if (Object.hasOwn(OUTCOME_WORDS, lower)) return OUTCOME_WORDS[lower] ?? null;
  if ((OUTCOMES as readonly string[]).includes(lower)) return lower as Outcome;
  const status = /^(?:http\s*)?([1-5]\d\d)(?:\s.*)?$/.exec(lower)?.[1];
  if (status === undefined) return null;
  if (status === "401" || status === "403") return "denied";
  return Number(status) < 400 ? "success" : "failure";
}

/** The kind that a log states; never one it does not. */
export function wordKind(written: string | null): ActorKind {
  const lower = written?.toLowerCase() ?? "";
  if ((ACTOR_KINDS as readonly string[]).includes(lower)) return lower as ActorKind;
  if (lower === "user" || lower === "person" || lower === "employee") return "human";
  if (lower === "ai" || lower === "ai agent" || lower === "assistant") return "agent";
  return lower === "system" || lower === "service account" || lower === "service_account" ? "service" : "unknown";
}
