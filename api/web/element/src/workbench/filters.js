// The filters, as a form: they answer while one types, and stand in the page's address.
import { html, nothing } from "lit";
import { counted } from "./sifting.js";
import { _, named, tongue } from "./words.js";

const MOST_CHOICES = 300;

/** Returns the form of the filters. */
export function filters(page) {
  const { wanted } = page;
  const active = Object.values(wanted).filter(Boolean).length;
  const { events } = page.story;
  return html`<form class="filters" role="search" aria-label=${_("Filter and search")} @submit=${(told) => told.preventDefault()} @reset=${() => page.sift({})}>
    <label class="words">${_("Words")} <input type="search" name="q" maxlength="200" .value=${wanted.q || ""} @input=${typed(page, "q")}></label>
    <details class="more" ?open=${active > (wanted.q ? 1 : 0)}><summary>${_("More filters")}</summary><div class="fields">
      <label>${_("From")} <input type="date" name="earliest" .value=${wanted.earliest || ""} @change=${typed(page, "earliest")}></label>
      <label>${_("To")} <input type="date" name="latest" .value=${wanted.latest || ""} @change=${typed(page, "latest")}></label>
      ${choice(page, "language", _("Language"), counted(events, "languages"), tongue)}
      ${choice(page, "source", _("Source"), counted(events, "sources"), (name) => name)}
      ${choice(page, "status", _("Status"), counted(events, "status"), named)}
      ${choice(page, "modality", _("Told as"), counted(events, "modality"), named)}
      <label>${_("Least sources")} <input type="number" name="min_sources" min="0" max="99" .value=${wanted.min_sources || ""} @input=${typed(page, "min_sources")}></label>
    </div></details>
    ${active ? html`<button type="reset">${_("Show all")}</button>` : nothing}
  </form>`;
}

function choice(page, name, label, counts, shown) {
  const chosen = page.wanted[name] || "";
  const known = counts.slice(0, MOST_CHOICES);
  const values = known.some(([value]) => value === chosen) || !chosen ? known : [[chosen, 0], ...known];
  return html`<label>${label} <select name=${name} .value=${chosen} @change=${typed(page, name)}>
    <option value="">${_("any")}</option>
    ${values.map(([value, count]) => html`<option value=${value} ?selected=${value === chosen}>${shown(value)} (${count})</option>`)}</select></label>`;
}

function typed(page, name) {
  return (change) => page.sift({ ...page.wanted, [name]: change.target.value.trim() });
}
