import type { ColumnMapping, MappedColumns } from "@/lib/evidence/formats/format";
import { parseLogTime } from "@/lib/time/parse-log-time";
import { CONVENTIONAL, plain } from "./mapping";

type Field = keyof MappedColumns;

/**
 * Names of columns in German, French and Spanish, and English ones that are too vague to be read by without a question.
 * Letters and digits only, without accents, best first.
 */
const VAGUE: Partial<Record<Field, string>> = {
  occurredAt:
    "wann zeit zeitpunkt zeitstempel datumuhrzeit uhrzeit datum quand horodatage dateheure heure cuando fechahora fecha hora marcadetiempo",
  occurredUntil: "bis until enduntil ende fin hasta",
  actor:
    "wer benutzer benutzername nutzer anwender akteur konto mitarbeiter person qui utilisateur acteur compte quien usuario actor cuenta empleado",
  onBehalfOf: "imauftragvon furwen imnamenvon aunomde ennombrede",
  action:
    "aktion was vorgang tatigkeit ereignis operation aktivitat handlung quoi evenement operacion accion que evento actividad message",
  resource:
    "worauf ressource objekt datei dokument pfad ziel gegenstand surquoi ressource objet fichier chemin cible recurso objeto archivo fichero documento ruta destino sobreque",
  outcome: "ergebnis resultat status erfolg ausgang resultado estado statut issue",
  sourceIp: "quelle quelladresse ipadresse adresse adresseip adressesource direccionip origen clientaddress host",
  session: "sitzung sitzungsid sesion idsesion",
  records: "anzahl datensatze zeilen nombre lignes filas registros",
  eventId: "ereignisid kennung vorgangsid identifiant identificador",
};

const FIELDS = Object.keys(CONVENTIONAL) as Field[];

interface Sample {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/**
 * Which column is probably what, by its name and else by what stands in it: to be looked at and changed by a person,
 * never read by unseen.
 */
export function suggestMapping({ columns, rows }: Sample): Partial<ColumnMapping> {
  const found: Partial<Record<Field, string>> = {};
  const taken = new Set<string>();
  const take = (field: Field, column: string | undefined) => {
    if (column === undefined || taken.has(column) || found[field] !== undefined) return;
    found[field] = column;
    taken.add(column);
  };
  const cells = (column: string) => {
    const at = columns.indexOf(column);
    return rows.map((row) => row[at] ?? "").filter((cell) => cell !== "");
  };
  const mostly = (column: string, is: (cell: string) => boolean) => {
    const filled = cells(column);
    return filled.length > 0 && filled.filter(is).length * 2 > filled.length;
  };
  for (const names of [CONVENTIONAL, split(VAGUE)])
    for (const field of FIELDS)
      for (const name of names[field] ?? []) {
        const column = columns.find((one) => plain(one) === name && !taken.has(one));
        if (column === undefined) continue;
        if (field === "occurredAt" && rows.length > 0 && !mostly(column, isTime)) continue;
        if (field === "sourceIp" && rows.length > 0 && !mostly(column, isAddress)) continue;
        take(field, column);
      }
  const free = (is: (cell: string) => boolean) => columns.find((column) => !taken.has(column) && mostly(column, is));
  take("occurredAt", free(isTime));
  take("actor", free(isMail));
  take("sourceIp", free(isAddress));
  take("resource", free(isPath));
  return found;
}

function split(names: Partial<Record<Field, string>>): Partial<Record<Field, readonly string[]>> {
  return Object.fromEntries(Object.entries(names).map(([field, text]) => [field, text.split(" ")]));
}

function isTime(cell: string): boolean {
  if (!/\d{4}|\d[./-]\d/.test(cell)) return false;
  return (["dmy", "mdy"] as const).some((dateOrder) => parseLogTime(cell, { zone: "UTC", dateOrder }).ok);
}

const isMail = (cell: string) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell);
const isAddress = (cell: string) =>
  /^\[?(\d{1,3}(\.\d{1,3}){3}|(?=[^:]*:[^:]*:)[0-9a-f:]+)\]?(:\d+)?$/i.test(cell.trim());
const isPath = (cell: string) => /^(\w+:\/)?\/?[^\s/]+(\/[^\s/]*)+$|^[a-z]:\\|^arn:/i.test(cell);
