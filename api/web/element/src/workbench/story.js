// A timeline as the page knows it: a line for each event, its articles and conflicts; evidence is asked for event by event.
import { calledIn, eventsOf } from "../chronology.js";
import { language } from "./words.js";

const FIELDS = "id,title,language,titles,earliest,latest,granularity,extent,modality,status,salience,sources,languages";
const DAY = 86400000;
// How many characters the service gives before and after a quotation, where there are so many.
const AROUND = 32;

/** Reads what the service says of one timeline. */
export class Story {
  constructor(service) {
    this.service = service;
    this.about = {};
    this.version = -1;
    this.events = [];
    this.byId = new Map();
    this.articles = new Map();
    this.conflicts = [];
  }

  /** Whether there is more to come: articles are being read, or a newer version than the one that is known is there. */
  get growing() {
    return this.about.state === "processing" || (this.about.version !== undefined && this.about.version !== this.version);
  }

  /** Reads all events anew; calls `grown` after each page. What was known stays until all of the first page is there. */
  async load(signal, grown) {
    const found = [];
    for await (const page of this.service.pages("/events", { page_size: 200, articles: 1, fields: FIELDS }, signal)) {
      if (page.articles) {
        this.version = page.version;
        this.articles = new Map(page.articles.map((article) => [article.id, article]));
      }
      found.push(...page.events.map(lineOf));
      // A list that is only being brought up to date keeps its length until there is more.
      if (found.length >= this.events.length || !page.next) {
        this.events = found.slice();
        this.byId = new Map(found.map((event) => [event.id, event]));
        grown();
      }
    }
    const disputed = [];
    for await (const page of this.service.pages("/conflicts", { page_size: 200 }, signal)) {
      disputed.push(...page.conflicts);
    }
    this.about = (await this.service.get("", {}, signal)).body;
    this.conflicts = disputed;
    for (const event of this.events) {
      event.claims = [];
    }
    for (const conflict of this.conflicts) {
      const event = this.byId.get(conflict.event);
      if (event) {
        event.claims = conflict.claims.map((claim) => spanOf(claim));
      }
    }
    grown();
  }

  /** Returns an event with its evidence: { told, raw, etag, conflicts }. */
  async event(id) {
    const { body, etag } = await this.service.get(`/events/${encodeURIComponent(id)}`);
    const [told] = eventsOf({ events: [body] });
    body.mentions.forEach((mention, place) => {
      const quote = body.evidence[place]?.target.selector[1] || {};
      Object.assign(told.mentions[place], {
        start: mention.start, end: mention.end, prefix: afterCut(quote.prefix || ""), suffix: beforeCut(quote.suffix || ""),
        rule: mention.expression?.rule || "",
      });
    });
    return { told, raw: body, etag, conflicts: body.conflicts };
  }

  /** Returns what an article is called. */
  nameOf(id) {
    const article = this.articles.get(id);
    return article?.source || id;
  }

  /** Returns the ids of the events in whose words all of some words are found. */
  async found(words, signal) {
    const ids = new Set();
    for await (const page of this.service.pages("/events", { q: words, fields: "id", page_size: 200 }, signal)) {
      page.events.forEach(({ id }) => ids.add(id));
    }
    return ids;
  }
}

// What surrounds a quotation is cut at a number of characters: a word that may be cut is left out.
function afterCut(prefix) {
  return [...prefix].length < AROUND ? prefix : prefix.replace(/^\S{0,20}\s+(?=\S)/u, "");
}

function beforeCut(suffix) {
  return [...suffix].length < AROUND ? suffix : suffix.replace(/(?<=\S)\s+\S{0,20}$/u, "");
}

function lineOf(event) {
  return {
    ...event, ...calledIn(event, language().lang), ...spanOf(event), claims: [], dated: event.status !== "undated" && Boolean(event.earliest || event.latest),
  };
}

/** Returns first and last moment of bounds in days since 1970, the last one exclusive; null where there is none. */
export function spanOf({ earliest, latest }) {
  return { from: earliest ? moment(earliest) : null, to: latest ? moment(latest) + (latest.includes("T") ? 1 / 1440 : 1) : null };
}

function moment(bound) {
  const found = /^([+-]?\d{4,6})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::[\d.]+)?(?:Z|([+-])(\d\d):(\d\d))?)?/.exec(bound);
  if (!found) {
    return 0;
  }
  const [year, month, day, hour, minute] = found.slice(1, 6).map((part) => Number(part || 0));
  const zone = found[6] ? (found[6] === "-" ? -1 : 1) * (Number(found[7]) / 24 + Number(found[8]) / 1440) : 0;
  const date = new Date(0);
  date.setUTCFullYear(Math.max(-200000, Math.min(200000, year)), month - 1, day);
  return date.getTime() / DAY + hour / 24 + minute / 1440 - zone;
}
