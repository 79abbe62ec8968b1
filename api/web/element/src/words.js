// The words of the element in each language that it speaks. {0} and {1} are filled in; a date is one without a
// preposition where the language would bend its month ("ноябрь 2025 г."), so that no word is put in a wrong case.
import { ar, bg, el, ru } from "./words_of_other_scripts.js";

const en = {
  loading: "Loading the timeline …", empty: "This timeline has no events yet.", failed: "The timeline could not be loaded: {0}",
  gone: "there is no such timeline", refused: "it may not be read from here", broken: "the answer could not be understood",
  unreachable: "the service does not answer", again: "Try again", events: "Events: {0}", found: "Found: {0} of {1}",
  search: "Search events", none: "No event fits the search.", undated: "Events without a date", unknown: "date unknown",
  corroborated: "corroborated", single: "single source", disputed: "disputed: sources disagree", confirmed: "confirmed by an editor",
  bounds: "bounds only", planned: "planned", claimed: "claimed", sources: "Sources: {0}",
  evidence: "Evidence", dated: "Dated by “{0}”: {1}", reads: "Date: {0}", counted: "counted from {0}", why: "How this date was found",
  others: "Other readings", link: "Link to this event", more: "Whole timeline with its articles", new_window: "opens in a new window",
  publication: "the publication", expression: "a date named before", quotation: "the day of the quotation", tweet: "the date of the post",
  dateline: "the dateline", event: "another event", title: "Timeline", untitled: "event without a title",
  year: "in {0}", month: "in {0}", quarter: "in the {0} quarter of {1}", quarters: ["1st", "2nd", "3rd", "4th"],
  decade: "in the {0}s", century: "in the {0} century", ordinal: { one: "st", two: "nd", few: "rd", other: "th" },
  between: ["between {0} and {1}", "between {0} and {1}"], through: ["from {0} to {1}", "from {0} to {1}"],
  whole: "{0}, all of it", before: "before {0}", until: "not after {0}", after: "not before {0}",
};
const de = {
  loading: "Die Zeitleiste wird geladen …", empty: "Diese Zeitleiste hat noch keine Ereignisse.",
  failed: "Die Zeitleiste konnte nicht geladen werden: {0}", gone: "es gibt keine solche Zeitleiste",
  refused: "sie darf von hier nicht gelesen werden", broken: "die Antwort war nicht zu verstehen",
  unreachable: "der Dienst antwortet nicht", again: "Noch einmal versuchen", events: "Ereignisse: {0}", found: "Gefunden: {0} von {1}",
  search: "Ereignisse suchen", none: "Kein Ereignis passt zur Suche.", undated: "Ereignisse ohne Datum", unknown: "Datum unbekannt",
  corroborated: "mehrfach belegt", single: "eine Quelle", disputed: "strittig: Quellen widersprechen sich", confirmed: "redaktionell bestätigt",
  bounds: "nur Grenzen bekannt", planned: "geplant", claimed: "behauptet", sources: "Quellen: {0}",
  evidence: "Belege", dated: "Datiert durch „{0}“: {1}", reads: "Datum: {0}", counted: "gezählt ab: {0}", why: "Wie dieses Datum gefunden wurde",
  others: "Andere Lesarten", link: "Link zu diesem Ereignis", more: "Ganze Zeitleiste mit ihren Artikeln", new_window: "öffnet ein neues Fenster",
  publication: "Veröffentlichung", expression: "zuvor genanntes Datum", quotation: "Tag des Zitats", tweet: "Datum des Beitrags",
  dateline: "Datumszeile", event: "anderes Ereignis", title: "Zeitleiste", untitled: "Ereignis ohne Titel",
  year: "im Jahr {0}", month: "im {0}", quarter: "im {0} Quartal {1}", quarters: ["1.", "2.", "3.", "4."],
  decade: "in den {0}er-Jahren", century: "im {0} Jahrhundert", ordinal: { other: "." }, day: "{0}.",
  between: ["zwischen dem {0} und dem {1}", "zwischen {0} und {1}"], through: ["vom {0} bis zum {1}", "von {0} bis {1}"],
  whole: "{0}, die ganze Zeit", before: "vor dem {0}", until: "spätestens am {0}", after: "frühestens am {0}",
};
const es = {
  loading: "Cargando la cronología …", empty: "Esta cronología aún no tiene acontecimientos.",
  failed: "No se pudo cargar la cronología: {0}", gone: "no existe tal cronología", refused: "no se puede leer desde aquí",
  broken: "no se entendió la respuesta", unreachable: "el servicio no responde", again: "Intentar de nuevo",
  events: "Acontecimientos: {0}", found: "Encontrados: {0} de {1}", search: "Buscar acontecimientos",
  none: "Ningún acontecimiento coincide con la búsqueda.", undated: "Acontecimientos sin fecha", unknown: "fecha desconocida",
  corroborated: "varias fuentes", single: "una sola fuente", disputed: "en disputa: las fuentes discrepan", confirmed: "confirmado por la redacción",
  bounds: "solo límites", planned: "previsto", claimed: "según se afirma", sources: "Fuentes: {0}",
  evidence: "Pruebas", dated: "Fechado por «{0}»: {1}", reads: "Fecha: {0}", counted: "contado desde: {0}", why: "Cómo se halló esta fecha",
  others: "Otras lecturas", link: "Enlace a este acontecimiento", more: "Cronología completa con sus artículos", new_window: "se abre en otra ventana",
  publication: "la publicación", expression: "una fecha nombrada antes", quotation: "el día de la cita", tweet: "la fecha del mensaje",
  dateline: "la data", event: "otro acontecimiento", title: "Cronología", untitled: "acontecimiento sin título",
  year: "en {0}", month: "en {0}", quarter: "en el {0} trimestre de {1}", quarters: ["primer", "segundo", "tercer", "cuarto"],
  decade: "en la década de {0}", century: "en el siglo {0}", roman: true,
  between: ["entre el {0} y el {1}", "entre {0} y {1}"], through: ["desde el {0} hasta el {1}", "desde {0} hasta {1}"],
  whole: "{0}, todo el tiempo", before: "antes del {0}", until: "no después del {0}", after: "no antes del {0}",
};
const fr = {
  loading: "Chargement de la chronologie…", empty: "Cette chronologie n’a pas encore d’événements.",
  failed: "La chronologie n’a pas pu être chargée : {0}", gone: "cette chronologie n’existe pas", refused: "elle ne peut pas être lue d’ici",
  broken: "la réponse n’a pas été comprise", unreachable: "le service ne répond pas", again: "Réessayer",
  events: "Événements : {0}", found: "Trouvés : {0} sur {1}", search: "Chercher un événement",
  none: "Aucun événement ne correspond à la recherche.", undated: "Événements sans date", unknown: "date inconnue",
  corroborated: "plusieurs sources", single: "une seule source", disputed: "contesté : les sources divergent", confirmed: "confirmé par la rédaction",
  bounds: "bornes seulement", planned: "prévu", claimed: "selon des affirmations", sources: "Sources : {0}",
  evidence: "Preuves", dated: "Daté par « {0} » : {1}", reads: "Date : {0}", counted: "compté depuis : {0}", why: "Comment cette date a été trouvée",
  others: "Autres lectures", link: "Lien vers cet événement", more: "Chronologie entière avec ses articles", new_window: "s’ouvre dans une nouvelle fenêtre",
  publication: "la publication", expression: "une date nommée avant", quotation: "le jour de la citation", tweet: "la date du message",
  dateline: "la date d’en-tête", event: "un autre événement", title: "Chronologie", untitled: "événement sans titre",
  year: "en {0}", month: "en {0}", quarter: "au {0} trimestre {1}", quarters: ["1er", "2e", "3e", "4e"],
  decade: "dans les années {0}", century: "au {0} siècle", roman: true, ordinal: { one: "er", other: "e" },
  between: ["entre le {0} et le {1}", "entre {0} et {1}"], through: ["du {0} au {1}", "de {0} à {1}"],
  whole: "{0}, tout du long", before: "avant le {0}", until: "au plus tard le {0}", after: "au plus tôt le {0}",
};

export const WORDS = { en, bg, el, de, es, fr, ru, ar };
