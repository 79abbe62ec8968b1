// The words of the page's language, which the page brings along: one catalogue serves templates and scripts.
import { Dates } from "../dates.js";
import { filled, languageName } from "../language.js";

const told = { lang: "en", locale: "en-GB", dir: "ltr", dates: {}, words: {} };

/** Takes in the words that stand in the page. */
export function readWords() {
  const block = document.getElementById("page-words");
  if (block) {
    Object.assign(told, JSON.parse(block.textContent));
  }
}

/** Returns a message in the page's language, with {0}, {1} filled in. */
export function _(message, ...values) {
  return filled(Object.hasOwn(told.words, message) ? told.words[message] : message, ...values);
}

/** Returns tag, locale and direction of the page's language. */
export function language() {
  return told;
}

const tongues = new Map();

/** Returns a language's name in the page's language. */
export function tongue(tag) {
  if (!tongues.has(tag)) {
    tongues.set(tag, languageName(tag, told.locale));
  }
  return tongues.get(tag);
}

let dates;

/** Returns what writes dates in the page's language. */
export function dateWords() {
  dates ||= new Dates({ locale: told.locale, words: told.dates });
  return dates;
}

const NAMES = {
  corroborated: () => _("corroborated"),
  "single-source": () => _("single source"),
  disputed: () => _("disputed"),
  undated: () => _("undated"),
  confirmed: () => _("confirmed"),
  actual: () => _("actual"),
  planned: () => _("planned"),
  claimed: () => _("claimed"),
  publication: () => _("the publication"),
  expression: () => _("a date named before"),
  quotation: () => _("the day of the quotation"),
  tweet: () => _("the date of the post"),
  dateline: () => _("the dateline"),
  event: () => _("another event"),
  given: () => _("given with the article"),
  text: () => _("found in the article"),
  inferred: () => _("inferred from the other articles"),
  unknown: () => "",
  before: () => _("The first came before the second."),
  after: () => _("The first came after the second."),
  overlaps: () => _("They overlap in time."),
  undecided: () => _("The sources do not decide which came first."),
  confirm: () => _("The date is right"),
  date: () => _("Change the date"),
  retitle: () => _("Change the title"),
  hide: () => _("Hide: this is no event"),
  split: () => _("Split: some sentences tell another event"),
  merge: () => _("Merge: these are one event"),
  publish: () => _("Date of publication"),
};

/** Returns what a value of the API is called in the page's language. */
export function named(value) {
  return Object.hasOwn(NAMES, value) ? NAMES[value]() : value;
}
