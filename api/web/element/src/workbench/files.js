// From files and pasted texts to what the service takes: for each a media type, a body, and the parameters of a page.
import { _ } from "./words.js";

const JSON_TYPE = "application/json";
const LINES = "application/x-ndjson";
const NINJS = "application/vnd.iptc.ninjs+json";
const READ = new Set(["txt", "text", "md", "", "json", "ninjs", "jsonl", "ndjson", "xml", "rss", "atom", "rdf"]);
const AT_ONCE = 100;
const LARGEST = 10_000_000;
const DATE = /^\s*date[ \t]*:?[ \t]+(\d[\d./-]*(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)(?=\s|$)[ \t]*(?:\r?\n)*/;

/** Says why a file is not sent at all. */
export class Unreadable extends Error {}

/** Returns the requests for a file: { type, body, parameters } each. Raises Unreadable. */
export async function requestsOf(file) {
  if (file.size > LARGEST) {
    throw new Unreadable(_("it is larger than the service takes"));
  }
  const name = file.name.replace(/^.*[/\\]/, "").slice(0, 150);
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() || "";
  const stem = ending ? name.slice(0, -ending.length - 1) : name;
  if (ending === "html" || ending === "htm" || ending === "xhtml") {
    return [{ type: "text/html", body: await file.arrayBuffer(), parameters: { id: stem } }];
  }
  if (!READ.has(ending)) {
    throw new Unreadable(_("it is of a kind that is not read: {0}", `.${ending}`));
  }
  const text = decoded(await file.arrayBuffer());
  if (ending === "jsonl" || ending === "ndjson") {
    return lines(text);
  }
  if (ending === "json" || ending === "ninjs") {
    return [asJson(text, ending === "ninjs")];
  }
  if (["xml", "rss", "atom", "rdf"].includes(ending)) {
    return [asFeed(text)];
  }
  return [asText(text, { id: stem })];
}

/** Returns the request for a text, with what is known of it. Raises Unreadable. */
export function asText(text, known) {
  const prefix = DATE.exec(text);
  const words = prefix ? text.slice(prefix[0].length) : text;
  if (!words.trim()) {
    throw new Unreadable(_("it holds no text"));
  }
  const published = known.published || prefix?.[1];
  const article = Object.fromEntries(Object.entries({ ...known, published, text: words }).filter(([, value]) => value));
  return { type: JSON_TYPE, body: JSON.stringify(article), parameters: {} };
}

function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable(_("its text is not UTF-8"));
  }
}

function lines(text) {
  const told = text.split(/\r?\n/).filter((one) => one.trim());
  if (!told.length) {
    throw new Unreadable(_("it holds no text"));
  }
  const requests = [];
  for (let place = 0; place < told.length; place += AT_ONCE) {
    requests.push({ type: LINES, body: told.slice(place, place + AT_ONCE).join("\n"), parameters: {} });
  }
  return requests;
}

function asJson(text, ninjs) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable(_("it is not JSON"));
  }
  if (Array.isArray(value)) {
    return { type: JSON_TYPE, body: JSON.stringify({ articles: value }), parameters: {} };
  }
  if (typeof value?.version === "string" && value.version.startsWith("https://jsonfeed.org/")) {
    return { type: "application/feed+json", body: text, parameters: {} };
  }
  const isNinjs = ninjs || (value && "uri" in value && ["body_text", "body_html", "bodies", "headline", "headlines"].some((field) => field in value));
  return { type: isNinjs ? NINJS : JSON_TYPE, body: text, parameters: {} };
}

function asFeed(text) {
  const root = /<\s*(?:\w+:)?(feed|rss|RDF)[\s>]/.exec(text.slice(0, 5000))?.[1];
  if (!root) {
    throw new Unreadable(_("it is no feed"));
  }
  return { type: root === "feed" ? "application/atom+xml" : "application/rss+xml", body: text, parameters: {} };
}
