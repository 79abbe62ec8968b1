// The data: one chronology, or the pages of a list of events, one after another.
import { articlesOf, eventsOf } from "./chronology.js";

const MOST_PAGES = 1000;
// What a list of events is asked for, unless its address says otherwise: few requests, and the articles' names.
const ASKED = { page_size: "200", articles: "1" };

/** What went wrong, as one of the element's words. */
export class LoadingError extends Error {
  constructor(word) {
    super(word);
    this.word = word;
  }
}

/** Yields { articles, events } for each page; raises LoadingError. No other origin than that of `src` is asked. */
export async function* pages(src, base, signal) {
  let next = firstAddress(src, base);
  const { origin } = next;
  const asked = new Set();
  while (next) {
    asked.add(next.href);
    const answer = await answerOf(next, signal);
    yield read(answer);
    next = answer.next ? new URL(answer.next, next) : null;
    if (next && (next.origin !== origin || asked.has(next.href) || asked.size >= MOST_PAGES)) {
      throw new LoadingError("broken");
    }
  }
}

function firstAddress(src, base) {
  let found;
  try {
    found = new URL(src, base);
  } catch {
    throw new LoadingError("gone");
  }
  if (!/^https?:$/.test(found.protocol)) {
    throw new LoadingError("gone");
  }
  if (/\/v1\/timelines\/[^/]+\/events$/.test(found.pathname)) {
    Object.entries(ASKED).filter(([name]) => !found.searchParams.has(name)).forEach(([name, told]) => found.searchParams.set(name, told));
  }
  return found;
}

async function answerOf(target, signal) {
  let response;
  try {
    response = await fetch(target, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
  } catch (error) {
    throw signal.aborted ? error : new LoadingError("unreachable");
  }
  if (!response.ok) {
    const word = { 401: "refused", 403: "refused", 404: "gone", 410: "changed" }[response.status];
    throw new LoadingError(word || "unreachable");
  }
  try {
    return await response.json();
  } catch (error) {
    throw signal.aborted ? error : new LoadingError("broken");
  }
}

function read(answer) {
  try {
    return { articles: articlesOf(answer), events: eventsOf(answer) };
  } catch {
    throw new LoadingError("broken");
  }
}
