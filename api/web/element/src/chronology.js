// What a chronology or a page of its events says, made safe to show: texts are texts, addresses are web addresses.

const ACTUAL = "actual";
const KNOWN_STATUS = new Set(["corroborated", "single-source", "disputed", "undated", "confirmed"]);
const MODALITIES = new Set(["planned", "claimed"]);
const ANCHORS = new Set(["publication", "expression", "quotation", "tweet", "dateline", "event"]);

/** Returns the articles of an answer by their id; raises TypeError where it is no chronology. */
export function articlesOf(answer) {
  const found = new Map();
  for (const article of list(answer.articles)) {
    const name = text(article.id);
    found.set(name, { name: text(article.source) || text(article.title) || name, url: address(article.url) });
  }
  return found;
}

/** Returns the events of an answer; raises TypeError where it is no chronology and no list of events. */
export function eventsOf(answer) {
  if (!answer || !Array.isArray(answer.events)) {
    throw new TypeError("no events");
  }
  return answer.events.filter((told) => told && typeof told === "object").map(eventOf);
}

/** Returns { title, language } of an event: in the reader's language where a source tells it in that, else its own. */
export function calledIn(event, tag) {
  for (const [language, title] of Object.entries(event.titles || {})) {
    if (text(title) && language.toLowerCase().split("-")[0] === tag) {
      return { title, language };
    }
  }
  return { title: event.title, language: event.language };
}

/** Returns an http or https address as it stands, anything else as nothing. */
export function address(told) {
  return /^https?:\/\//i.test(text(told)) ? told : "";
}

function eventOf(told) {
  const status = KNOWN_STATUS.has(told.status) ? told.status : "";
  return {
    id: text(told.id),
    title: text(told.title),
    language: text(told.language),
    titles: told.titles && typeof told.titles === "object" ? told.titles : {},
    ...bounds(told),
    extent: text(told.extent),
    status,
    modality: MODALITIES.has(told.modality) ? told.modality : ACTUAL,
    dated: Boolean(told.earliest || told.latest) && status !== "undated",
    sources: list(told.sources).map(text),
    explanation: list(told.explanation).map(text),
    mentions: list(told.mentions).filter((mention) => mention && typeof mention === "object").map(mentionOf),
  };
}

function mentionOf(told) {
  const expression = told.expression && typeof told.expression === "object" ? told.expression : {};
  const anchor = expression.anchor && typeof expression.anchor === "object" ? expression.anchor : {};
  return {
    article: text(told.article),
    language: text(told.language),
    ...bounds({ ...told, granularity: expression.granularity }),
    pieces: piecesOf(told, expression),
    datedBy: text(expression.text),
    modality: MODALITIES.has(told.modality) ? told.modality : ACTUAL,
    anchor: ANCHORS.has(anchor.kind) ? anchor.kind : "",
    anchorDate: text(anchor.at),
    explanation: list(expression.explanation).map(text),
    alternatives: list(expression.alternatives).map((other) => ({ ...bounds(other || {}), why: text(other && other.why) })),
  };
}

// Offsets are code points of the article's text, as they are in the API; the sentence begins at its own offset.
function piecesOf(told, expression) {
  const signs = Array.from(text(told.text));
  const first = expression.start - told.start, last = expression.end - told.start;
  if (!(first >= 0 && last > first && last <= signs.length)) {
    return { before: signs.join(""), marked: "", after: "" };
  }
  return {
    before: signs.slice(0, first).join(""),
    marked: signs.slice(first, last).join(""),
    after: signs.slice(last).join(""),
  };
}

function bounds(told) {
  return { earliest: text(told.earliest), latest: text(told.latest), granularity: text(told.granularity) };
}

function list(told) {
  return Array.isArray(told) ? told : [];
}

function text(told) {
  return typeof told === "string" ? told : "";
}
