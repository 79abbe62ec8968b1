// Which language the element speaks: its own lang, or that of the nearest element around it, as far as there are words.
import { WORDS } from "./words.js";

// Without a region Intl writes months before days in English; the service's pages write "4 March 2024".
const USUAL = { en: "en-GB" };
const FROM_THE_RIGHT = new Set(["ar"]);

/** Returns { tag, locale, dir, words } for an element. */
export function languageOf(element) {
  const asked = nearestTag(element);
  const tag = asked.toLowerCase().split("-")[0];
  const known = Object.hasOwn(WORDS, tag) ? tag : "en";
  const regional = tag === known && asked.includes("-") ? canonical(asked) : "";
  const dir = FROM_THE_RIGHT.has(known) ? "rtl" : "ltr";
  return { tag: known, locale: regional || USUAL[known] || known, dir, words: WORDS[known] };
}

/** Returns a text with {0}, {1} filled in. */
export function filled(pattern, ...values) {
  return pattern.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));
}

/** Returns a language's name in the language of a locale, or the tag where there is none. */
export function languageName(tag, locale) {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(tag) || tag;
  } catch {
    return tag;
  }
}

function nearestTag(element) {
  for (let node = element; node; ) {
    const found = node.closest("[lang]");
    if (found) {
      return found.getAttribute("lang").trim();
    }
    node = node.getRootNode().host;
  }
  return "";
}

function canonical(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0] || "";
  } catch {
    return "";
  }
}
