// The look. Every colour is a custom property, --news-timeline-…, that a page may set; every place is a ::part.
import { css } from "lit";

// Items are blocks, not list items: a browser counts list items anew for each one that goes, which takes a minute for
// some thousands. That they are items of a list is said by their roles.
export const style = css`
:host {
  --paper: var(--news-timeline-paper, light-dark(#fff, #14181e));
  --ink: var(--news-timeline-ink, light-dark(#1a1f27, #e8ebf0));
  --soft: var(--news-timeline-soft, light-dark(#545d6b, #a9b3c1));
  --line: var(--news-timeline-line, light-dark(#d5dae2, #343c48));
  --panel: var(--news-timeline-panel, light-dark(#f5f7fa, #1d232c));
  --link: var(--news-timeline-link, light-dark(#1d4f9c, #8db8f5));
  --mark: var(--news-timeline-mark, light-dark(#ffe9a3, #6b5310));
  --good: var(--news-timeline-good, light-dark(#17633a, #7fd3a2));
  --warn: var(--news-timeline-warn, light-dark(#9a3412, #ffb38a));
  --radius: var(--news-timeline-radius, .4rem);
  display: block; container-type: inline-size; overflow-wrap: anywhere;
  font: var(--news-timeline-font, 1rem/1.5 system-ui, "Noto Sans", sans-serif);
  background: var(--paper); color: var(--ink);
}
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
* { box-sizing: border-box; }
section { padding: .25rem .5rem; text-align: start; }
p { margin: .35rem 0; }
ul, ol { padding-inline-start: 1.25rem; margin: .25rem 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
[hidden] { display: none !important; }
.status, .facts, .soft, .weekday, .reasons { color: var(--soft); font-size: .875rem; }
.status:empty, .error:empty { display: none; }
.error { color: var(--warn); font-weight: 600; }
.heading { font-size: 1.15rem; font-weight: 700; margin: 1.5rem 0 .5rem; }
.search { display: block; max-width: 24rem; margin: .35rem 0; }
.search input { display: block; width: 100%; }
input, button {
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft);
  border-radius: var(--radius); padding: .3rem .6rem;
}
button { color: var(--link); cursor: pointer; }
.events { list-style: none; padding: 0; margin: 0; margin-inline-start: .5rem; border-inline-start: 2px solid var(--line); }
.events:empty { border: 0; }
.event {
  display: block; position: relative; padding-inline-start: 1rem; margin-inline-start: -.5rem;
  content-visibility: auto; contain-intrinsic-size: auto 5.5rem;
}
.event::before {
  content: ""; position: absolute; inset-inline-start: .1rem; top: 1.1rem; width: .65rem; height: .65rem;
  border: 2px solid var(--soft); border-radius: 50%; background: var(--paper);
}
.corroborated::before, .confirmed::before { background: var(--good); border-color: var(--good); }
.disputed::before { background: var(--warn); border-color: var(--warn); border-radius: 0; transform: rotate(45deg); }
.uncertain::before { height: 1.6rem; border-radius: .4rem; transform: none; }
.uncertain.disputed::before { border-radius: 0; }
.planned::before { background: var(--paper); border-style: dashed; }
.event.target > details { background: var(--panel); border-radius: var(--radius); }
summary { cursor: pointer; border-radius: var(--radius); }
summary:focus-visible { outline-offset: -3px; }
.event > details > summary { list-style: none; position: relative; padding: .6rem 2rem .6rem .5rem; }
.event > details > summary:dir(rtl) { padding: .6rem .5rem .6rem 2rem; }
.event > details > summary::-webkit-details-marker { display: none; }
.event > details > summary::after {
  content: ""; position: absolute; inset-inline-end: .9rem; top: 1.1rem; width: .5rem; height: .5rem;
  border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(45deg);
}
.event > details[open] > summary::after { transform: rotate(225deg); top: 1.35rem; }
.event > details > summary:hover { background: var(--panel); }
.event > details > summary > span { display: block; }
.when { font-weight: 700; font-variant-numeric: tabular-nums; }
.weekday { font-weight: 400; margin-inline-start: .25rem; }
.planned .what { font-style: italic; }
.badge { display: inline-block; border: 1px solid currentcolor; border-radius: 1rem; padding: 0 .5rem; font-size: .75rem; color: var(--soft); }
.badge.corroborated, .badge.confirmed { color: var(--good); }
.badge.disputed, .badge.planned, .badge.claimed { color: var(--warn); }
.badge.planned { border-style: dashed; }
.inside { padding: 0 .5rem 1rem; }
.label { font-size: .875rem; font-weight: 700; color: var(--soft); }
.mentions { list-style: none; padding: 0; }
.mention { margin: .5rem 0; padding: .5rem .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: var(--radius); }
.source { font-weight: 600; }
blockquote { margin: .35rem 0; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; }
.reasons, .others { margin: .35rem 0; font-size: .875rem; }
.links a { display: inline-block; padding: .15rem 0; margin-inline-end: 1rem; }
@container (min-width: 42rem) {
  .event > details > summary { display: grid; grid-template-columns: var(--news-timeline-date-width, 13rem) 1fr; grid-template-rows: auto 1fr; column-gap: 1rem; }
  .when { grid-row: 1 / span 2; }
  .facts { grid-column: 2; }
  .inside { padding-inline-start: calc(var(--news-timeline-date-width, 13rem) + 1.5rem); }
}
@media (prefers-reduced-motion: no-preference) {
  .event > details > summary::after { transition: transform .15s; }
}
@media (forced-colors: active) {
  .event::before { forced-color-adjust: none; }
}
@media print {
  :host { color-scheme: light; }
  .event { content-visibility: visible; break-inside: avoid; }
  .search, .links, button, .event > details > summary::after { display: none; }
}
`;
