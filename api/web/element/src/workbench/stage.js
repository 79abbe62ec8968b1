// The picture of time in the page: its canvas, what one can do with it, what its signs mean.
import { html } from "lit";
import { Picture } from "./picture.js";
import { _, dateWords, language } from "./words.js";

/** Returns the picture's place in the page; `settled` makes the picture once its canvas is there. */
export function stage(page) {
  const act = (key) => () => page.picture?.keys[key]();
  return html`<section class="stage" aria-label=${_("Picture of time")}>
    <div class="board">
      <canvas tabindex="0" role="application" aria-label=${_("Picture of time")} aria-roledescription=${_("timeline")} aria-describedby="stage-keys"></canvas>
      <p class="tip" aria-hidden="true" hidden></p>
    </div>
    <div class="stage-tools" role="group" aria-label=${_("Picture of time")}>
      <span dir="ltr"><button type="button" @click=${act("ArrowLeft")} aria-label=${language().dir === "rtl" ? _("Later") : _("Earlier")}>${"←"}</button>
      <button type="button" @click=${act("ArrowRight")} aria-label=${language().dir === "rtl" ? _("Earlier") : _("Later")}>${"→"}</button></span>
      <button type="button" @click=${act("+")} aria-label=${_("Zoom in")}>+</button>
      <button type="button" @click=${act("-")} aria-label=${_("Zoom out")}>${"−"}</button>
      <button type="button" @click=${act("Home")}>${_("All of it")}</button>
      <button type="button" @click=${() => page.onlyInSight()}>${_("List only what is in the picture")}</button>
      <details class="legend"><summary>${_("Signs and keys")}</summary>
        <ul>
          <li><svg viewBox="0 0 28 14" aria-hidden="true"><circle cx="14" cy="7" r="4.5" class="good"/></svg> ${_("a known day, told by several sources")}</li>
          <li><svg viewBox="0 0 28 14" aria-hidden="true"><circle cx="14" cy="7" r="4.5" class="hollow"/></svg> ${_("told by one source")}</li>
          <li><svg viewBox="0 0 28 14" aria-hidden="true"><rect x="1" y="3" width="26" height="8" rx="4" class="good"/></svg> ${_("lasted all that time")}</li>
          <li><svg viewBox="0 0 28 14" aria-hidden="true"><rect x="1" y="3" width="26" height="8" rx="4" class="hollow"/><path d="M6 11l5-8M12 11l5-8M18 11l5-8" class="stroke"/></svg> ${_("some time within these bounds")}</li>
          <li><svg viewBox="0 0 28 14" aria-hidden="true"><path d="M4 1v12M4 5h22v4H4z" class="stroke"/></svg> ${_("only one bound is known")}</li>
          <li><svg viewBox="0 0 28 14" aria-hidden="true"><path d="M6 7h16" class="stroke warn dashed"/><path d="M6 2l5 5-5 5-5-5zM22 2l5 5-5 5-5-5z" class="warn"/></svg> ${_("disputed: each date that is claimed")}</li>
          <li><svg viewBox="0 0 28 14" aria-hidden="true"><circle cx="14" cy="7" r="4.5" class="hollow dashed"/></svg> ${_("planned")}</li>
        </ul>
        <p id="stage-keys">${_("Arrow keys left and right move the picture, plus and minus zoom, up and down go from event to event, Enter opens one, Home shows all. With the pointer: drag, pinch, or turn the wheel with Ctrl.")}</p>
      </details>
    </div>
  </section>`;
}

/** Makes the picture of an element whose canvas is in the document. */
export function makePicture(page, canvas) {
  const tip = canvas.parentNode.querySelector(".tip");
  const { locale, dir } = language();
  return new Picture(canvas, { locale, rtl: dir === "rtl" }, {
    changed: (zoom) => page.zoomed(zoom),
    picked: (event) => page.show(event.id),
    stepped: (event) => {
      page.marked = event.id;
      page.say(`${dateWords().inWords(event)}: ${event.title}`);
    },
    pointed: (event, x, y) => {
      tip.hidden = !event;
      canvas.classList.toggle("pointing", Boolean(event));
      if (event) {
        tip.textContent = `${dateWords().inWords(event)} – ${event.title}`;
        tip.style.top = `${y + 16}px`;
        const width = Math.min(320, canvas.clientWidth);
        tip.style.left = `${Math.max(0, Math.min(x - width / 2, canvas.clientWidth - width))}px`;
      }
    },
  });
}
