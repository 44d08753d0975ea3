import { expect, it } from "vitest";
import { suggestMapping } from "./suggest-mapping";
import { wordOutcome, wordVerb } from "./words";

const table = (text: string) => {
  const [columns = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.split(";"));
  return { columns, rows };
};

it.each([
  ["wann;wer;was;worauf;ergebnis\n03.11.2026 13:14:20;clara;lesen;akten/7;ok"],
  ["Datum;Benutzer;Aktion;Objekt;Status\n2026-11-03 13:14;clara;lesen;akten/7;ok"],
  ["Horodatage;Utilisateur;Opération;Fichier;Résultat\n2026-11-03 13:14;clara;lire;a/7;refusé"],
  ["Fecha;Usuario;Acción;Recurso;Resultado\n2026-11-03 13:14;clara;leer;a/7;denegado"],
])("columns are known by their names in four languages: %s", (text) => {
  const { columns, rows } = table(text);
  const [occurredAt, actor, action, resource, outcome] = columns;
  expect(suggestMapping({ columns, rows })).toEqual({ occurredAt, actor, action, resource, outcome });
});

it("columns whose names say nothing are known by what stands in them", () => {
  const sample = table("a;b;c;d;e\n2026-11-03T13:14:20Z;kim@northwind.example;x;192.0.2.7;/srv/data/7.pdf");
  expect(suggestMapping(sample)).toEqual({ occurredAt: "a", actor: "b", sourceIp: "d", resource: "e" });
});

it("a name is not believed against what stands under it", () => {
  expect(suggestMapping(table("time;moment\nlate;2026-11-03 13:14:20"))).toEqual({ occurredAt: "moment" });
  expect(suggestMapping({ columns: ["x", "y"], rows: [] })).toEqual({});
});

it("common words of outcomes and actions are known in four languages", () => {
  const outcomes = "ok,Erfolg,verweigert,Abgelehnt,fehler,refusé,échec,denegado,Éxito,Zugriff verweigert,vielleicht";
  expect(outcomes.split(",").map(wordOutcome)).toEqual(
    "success,success,denied,denied,failure,denied,failure,denied,success,denied,unknown".split(","),
  );
  const verbs = "lesen,Öffnen,herunterladen,gelöscht,Datei geändert,télécharger,leer,borrar,teilen,frobnizieren";
  expect(verbs.split(",").map((word) => wordVerb(null, word))).toEqual(
    "read,read,export,delete,write,export,read,delete,share,other".split(","),
  );
});
