// The service's API: requests and answers as JSON, refusals as errors that say what was wrong.
import { _ } from "./words.js";

const KEY = "timeline-key";

/** A refusal of the service, in its own words; `status` is 0 where it did not answer. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || String(status));
    this.status = status;
    this.problem = problem;
  }
}

export class Service {
  /** `address` is that of the timeline, or of the list of timelines. */
  constructor(address) {
    this.address = address;
  }

  /** Returns the answer to a GET: { body, etag }. Raises Refused. */
  async get(path, parameters = {}, signal = undefined) {
    return this.asked("GET", this.placed(path, parameters), undefined, {}, signal);
  }

  /** Sends a body, JSON unless its media type is told; returns { body, etag, status }. Raises Refused. */
  async send(method, path, body, headers = {}, parameters = {}) {
    const raw = "Content-Type" in headers;
    const text = body === undefined || raw ? body : JSON.stringify(body);
    const told = text === undefined || raw ? headers : { "Content-Type": "application/json", ...headers };
    return this.asked(method, this.placed(path, parameters), text, told);
  }

  /** Follows the `next` of a list from its first page on, page by page. */
  async *pages(path, parameters, signal) {
    let next = this.placed(path, parameters);
    while (next) {
      const { body } = await this.asked("GET", next, undefined, {}, signal);
      yield body;
      next = body.next ? new URL(new URL(body.next).pathname + new URL(body.next).search, location.origin) : null;
    }
  }

  placed(path, parameters) {
    const found = new URL(this.address + path, location.origin);
    Object.entries(parameters).filter(([, value]) => value !== "" && value !== undefined)
      .forEach(([name, value]) => found.searchParams.set(name, value));
    return found;
  }

  async asked(method, target, body, headers, signal) {
    const key = keptKey();
    const told = key ? { ...headers, Authorization: `Bearer ${key}` } : headers;
    let response;
    try {
      response = await fetch(target, { method, body, headers: told, signal, credentials: "omit", referrerPolicy: "no-referrer" });
    } catch (error) {
      if (signal?.aborted) {
        throw error;
      }
      throw new Refused(0, { detail: _("the service does not answer") });
    }
    const answer = await json(response);
    if (!response.ok) {
      throw new Refused(response.status, answer);
    }
    return { body: answer, etag: response.headers.get("ETag") || "", status: response.status };
  }
}

/** Returns the access key that was told for this tab, or nothing. */
export function keptKey() {
  try {
    return sessionStorage.getItem(KEY) || "";
  } catch {
    return "";
  }
}

/** Keeps an access key for as long as the tab is open. */
export function keepKey(key) {
  try {
    sessionStorage.setItem(KEY, key);
  } catch {
    // Without storage the key is asked for again.
  }
}

async function json(response) {
  try {
    return (await response.json()) || {};
  } catch {
    return { detail: _("the answer could not be understood") };
  }
}
