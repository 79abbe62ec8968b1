// <news-timeline src="…/v1/timelines/ID/events">: a chronology in any page, with the evidence for every date.
import { LitElement, html, nothing, render } from "lit";
import { address } from "./chronology.js";
import { Dates } from "./dates.js";
import { entry, folded, searchable } from "./entry.js";
import { filled, languageOf } from "./language.js";
import { LoadingError, pages } from "./loading.js";
import { style } from "./style.js";

const AT_A_TIME = 20;
const LONGEST_TURN = 30;
const AT_ONCE = 250;
// Why a list is loaded once more: the version that it began with is no longer kept.
const CHANGED = "changed";
const SERVICE = /^(.*?)\/(?:v1|embed)\/timelines\/([^/]+)\/(?:events|chronology)[^/]*$/;

class NewsTimeline extends LitElement {
  static styles = style;

  static properties = {
    src: {},
    lang: { reflect: true },
    label: {},
    page: {},
    search: { type: Boolean },
    filterText: { attribute: "filter-text" },
    headingLevel: { attribute: "heading-level", type: Number },
    state: { state: true },
    problem: { state: true },
    shown: { state: true },
    undated: { state: true },
  };

  constructor() {
    super();
    this.headingLevel = 2;
    this.reset();
    this.onHash = () => this.showNamed();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("hashchange", this.onHash);
    if (this.hasUpdated) {
      this.load();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.onHash);
    this.loading?.abort();
  }

  updated(changed) {
    if (changed.has("src") || changed.has("lang") || changed.has("page")) {
      this.load();
    } else if (changed.has("filterText")) {
      this.sift();
    }
  }

  render() {
    const { tag, dir, words } = languageOf(this);
    const ready = this.shown > 0;
    return html`<section part="timeline" lang=${tag} dir=${dir} aria-label=${this.label || words.title} aria-busy=${this.state === "loading"}>
      ${this.search && ready ? html`<label class="search" part="search">${words.search}
        <input type="search" part="search-input" .value=${this.filterText || ""} @input=${this.onSearch}></label>` : nothing}
      <p class="status" part="status" role="status">${this.status(words)}</p>
      <ol class="events" part="list" role="list" ?hidden=${!ready}></ol>
      <div ?hidden=${!this.undated}>
        <p class="heading" part="heading" role="heading" aria-level=${this.headingLevel} id="undated">${words.undated}</p>
        <ul class="events" part="list" role="list" aria-labelledby="undated"></ul>
      </div>
      <p class="error" part="error" role="alert">${this.problem ? filled(words.failed, words[this.problem] || words.unreachable) : nothing}</p>
      ${this.problem ? html`<button part="button" type="button" @click=${this.load}>${words.again}</button>` : nothing}
      ${ready ? nothing : html`<slot></slot>`}
    </section>`;
  }

  status(words) {
    if (this.state === "loading") {
      return words.loading;
    }
    if (this.shown === 0) {
      return this.problem ? "" : words.empty;
    }
    if (!this.wanted) {
      return filled(words.events, this.shown);
    }
    return this.found ? filled(words.found, this.found, this.shown) : words.none;
  }

  reset() {
    this.state = "loading";
    this.problem = "";
    this.shown = 0;
    this.undated = 0;
    this.found = 0;
    this.wanted = folded((this.filterText || "").trim());
    this.items = [];
    this.named = "";
  }

  /** Loads the data anew; what was shown goes. */
  async load(again) {
    this.loading?.abort();
    const loading = new AbortController();
    this.loading = loading;
    this.reset();
    const language = languageOf(this);
    const view = { ...language, dates: new Dates(language), articles: new Map(), page: this.address() };
    try {
      this.lists.forEach((list) => list.replaceChildren());
      if (!this.src) {
        throw new LoadingError("gone");
      }
      for await (const { articles, events } of pages(this.src, this.baseURI, loading.signal)) {
        articles.forEach((article, id) => view.articles.set(id, article));
        await this.add(events, view, loading.signal);
      }
      this.state = "loaded";
    } catch (error) {
      if (loading.signal.aborted) {
        return undefined;
      }
      if (error.word === "changed" && again !== CHANGED) {
        return this.load(CHANGED);
      }
      this.problem = error instanceof LoadingError ? error.word : "broken";
      this.state = "failed";
    }
    await this.updateComplete;
    return this.dispatchEvent(new Event(this.problem ? "error" : "load"));
  }

  // A long list is made in short turns, so that the page around it stays quick.
  async add(events, view, signal) {
    const [dated, undated] = this.lists;
    let began = performance.now();
    for (let place = 0; place < events.length; place += AT_A_TIME) {
      const some = events.slice(place, place + AT_A_TIME);
      this.append(dated, some.filter((event) => event.dated), view);
      this.append(undated, some.filter((event) => !event.dated), view);
      this.shown += some.length;
      this.undated += some.filter((event) => !event.dated).length;
      if (performance.now() - began > LONGEST_TURN) {
        await new Promise((go) => setTimeout(go));
        signal.throwIfAborted();
        began = performance.now();
      }
    }
    this.sift();
    await this.updateComplete;
    this.showNamed();
  }

  append(list, events, view) {
    const holder = document.createDocumentFragment();
    render(events.map((event) => entry(event, view)), holder);
    const items = holder.querySelectorAll(".event");
    events.forEach((event, place) => this.items.push({ item: items[place], words: null, event, view }));
    list.append(holder);
  }

  get lists() {
    return this.renderRoot.querySelectorAll(".events");
  }

  onSearch(change) {
    this.filterText = change.target.value;
  }

  // Hides what does not fit the search; open events stay open.
  sift() {
    this.wanted = folded((this.filterText || "").trim());
    this.found = 0;
    const late = [];
    for (const told of this.items) {
      if (this.wanted && told.words === null) {
        told.words = searchable(told.event, told.view.articles);
      }
      const fits = !this.wanted || told.words.includes(this.wanted);
      this.found += fits ? 1 : 0;
      if (fits && told.item.hidden && this.found > AT_ONCE) {
        late.push(told.item);
      } else {
        told.item.hidden = !fits;
      }
    }
    this.showLate(late, this.wanted);
    this.requestUpdate();
  }

  // What lies far below comes back in turns, so that typing stays quick.
  showLate(items, wanted) {
    if (items.length > 0) {
      setTimeout(() => {
        if (this.wanted === wanted) {
          items.splice(0, AT_ONCE).forEach((item) => { item.hidden = false; });
          this.showLate(items, wanted);
        }
      });
    }
  }

  // An address that ends with #event-… opens that event, once it is there.
  showNamed() {
    let wanted;
    try {
      wanted = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const found = wanted.startsWith("event-") ? this.renderRoot.getElementById(wanted) : null;
    if (!found || this.named === wanted) {
      this.named = found ? wanted : "";
      return;
    }
    this.named = wanted;
    this.renderRoot.querySelectorAll(".event.target").forEach((item) => item.classList.remove("target"));
    found.classList.add("target");
    const details = found.querySelector("details");
    details.open = true;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    found.scrollIntoView({ block: "start", behavior: still ? "instant" : "auto" });
    details.querySelector("summary").focus({ preventScroll: true });
  }

  // The page of the service that shows the whole timeline.
  address() {
    if (this.page) {
      return address(this.page);
    }
    try {
      const { origin, pathname } = new URL(this.src, this.baseURI);
      const found = SERVICE.exec(pathname);
      return found ? `${origin}${found[1]}/timelines/${found[2]}` : "";
    } catch {
      return "";
    }
  }
}

if (!customElements.get("news-timeline")) {
  customElements.define("news-timeline", NewsTimeline);
}
