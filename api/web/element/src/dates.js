// Dates in words, exactly as precise as what is known.
import { filled } from "./language.js";

const BOUND = /^([+-]?\d{4,6})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;
const FARTHEST = 270000;
const DAY = 86400000;

/** Writes dates in one language. Texts that are no bounds of a chronology are written as they stand. */
export class Dates {
  constructor({ locale, words }) {
    this.words = words;
    this.locale = locale;
    this.formats = new Map();
    this.ordinals = new Intl.PluralRules(locale, { type: "ordinal" });
    this.digits = new Intl.NumberFormat(locale, { useGrouping: false });
  }

  /** Returns what is known of a date as a reader would say it: "in November 2025", "before 11 December 2025". */
  inWords({ earliest, latest, granularity, extent }) {
    const first = moment(earliest), last = moment(latest);
    if ((earliest && !first) || (latest && !last)) {
      return [earliest, latest].filter(Boolean).join(" – ");
    }
    if (!first && !last) {
      return this.words.unknown;
    }
    if (!first || !last) {
      return first ? filled(this.words.after, this.whole(first)) : this.upTo(last);
    }
    if (earliest === latest) {
      return this.whole(first);
    }
    const named = this.named(first, last, granularity);
    if (named) {
      return extent === "throughout" ? filled(this.words.whole, named) : named;
    }
    return this.stretch(first, last, extent);
  }

  /** Returns the weekday of a date that is known to the day, else nothing. */
  weekday({ earliest, latest }) {
    const first = moment(earliest), last = moment(latest);
    return first && last && first.date && sameDay(first, last) ? this.written(first, { weekday: "long" }) : "";
  }

  upTo(last) {
    const day = last.clock ? null : new Date(last.date.getTime() + DAY);
    if (!day || !this.words.before) {
      return filled(this.words.until, this.whole(last));
    }
    return filled(this.words.before, this.whole({ date: day, year: day.getUTCFullYear(), clock: "", zone: "" }));
  }

  named(first, last, granularity) {
    const { words } = this;
    const years = last.year - first.year + 1;
    if (first.clock || last.clock) {
      return "";
    }
    if (isYears(first, last)) {
      if (years === 1) {
        return filled(words.year, this.written(first, {}));
      }
      if (granularity === "decade" && years === 10 && first.year > 0 && first.year % 10 === 0) {
        return filled(words.decade, this.digits.format(first.year));
      }
      if (granularity === "century" && years === 100 && first.year > 0) {
        return filled(words.century, this.ordinal(Math.floor((last.year + 99) / 100)));
      }
      return "";
    }
    const months = wholeMonths(first, last);
    if (granularity === "quarter" && months === 3 && first.month % 3 === 1) {
      return filled(words.quarter, words.quarters[(first.month - 1) / 3], this.written(first, {}));
    }
    return months === 1 ? filled(words.month, this.written(first, { month: "long" })) : "";
  }

  stretch(first, last, extent) {
    const patterns = extent === "throughout" ? this.words.through : this.words.between;
    if (!first.clock && !last.clock && isYears(first, last)) {
      return filled(patterns[1], this.written(first, {}), this.written(last, {}));
    }
    if (first.clock && last.clock && sameDay(first, last)) {
      return `${this.day(first)}, ${filled(patterns[1], first.clock + (first.zone === last.zone ? "" : zone(first)), clock(last))}`;
    }
    return filled(patterns[0], this.short(first, last), this.whole(last));
  }

  // The first of two dates, without what the second says too: "between 21 and 23 November 2025".
  short(first, last) {
    if (first.clock || last.clock || first.year !== last.year) {
      return this.whole(first);
    }
    if (first.month === last.month && this.daysComeFirst()) {
      return filled(this.words.day || "{0}", this.digits.format(first.day));
    }
    return this.written(first, { day: "numeric", month: "long", year: undefined });
  }

  daysComeFirst() {
    const parts = new Intl.DateTimeFormat(this.locale, { day: "numeric", month: "long" }).formatToParts(0);
    return parts.find(({ type }) => type === "day" || type === "month").type === "day";
  }

  whole(told) {
    return told.clock ? `${this.day(told)}, ${clock(told)}` : this.day(told);
  }

  day(told) {
    return this.written(told, { day: "numeric", month: "long" });
  }

  written(told, parts) {
    if (!told.date) {
      return told.text;
    }
    const wanted = { year: "numeric", ...(told.year > 0 ? {} : { era: "short" }), ...parts };
    if (parts.weekday || ("year" in parts && !parts.year)) {
      delete wanted.year;
      delete wanted.era;
    }
    const key = Object.keys(wanted).join();
    if (!this.formats.has(key)) {
      this.formats.set(key, new Intl.DateTimeFormat(this.locale, { ...wanted, timeZone: "UTC", calendar: "gregory" }));
    }
    return this.formats.get(key).format(told.date);
  }

  ordinal(number) {
    const { words } = this;
    const ending = (words.ordinal || {})[this.ordinals.select(number)] ?? (words.ordinal || {}).other ?? "";
    return (words.roman ? roman(number) : this.digits.format(number)) + ending;
  }
}

function moment(text) {
  const found = typeof text === "string" ? BOUND.exec(text) : null;
  if (!found) {
    return null;
  }
  const [year, month, day] = found.slice(1, 4).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = Math.abs(year) < FARTHEST && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return { text, year, month, day, date: real ? date : null, clock: found[4] || "", zone: found[5] || "" };
}

function zone(told) {
  if (!told.zone) {
    return "";
  }
  return told.zone === "Z" || told.zone === "+00:00" ? " UTC" : ` UTC${told.zone}`;
}

function clock(told) {
  return told.clock + zone(told);
}

function sameDay(first, last) {
  return first.year === last.year && first.month === last.month && first.day === last.day;
}

function isYears(first, last) {
  return first.month === 1 && first.day === 1 && last.month === 12 && last.day === 31;
}

function wholeMonths(first, last) {
  if (first.day !== 1 || !last.date || new Date(last.date.getTime() + DAY).getUTCDate() !== 1) {
    return 0;
  }
  return (last.year - first.year) * 12 + last.month - first.month + 1;
}

function roman(number) {
  const signs = [[10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
  let left = number, text = "";
  for (const [value, sign] of signs) {
    for (; left >= value; left -= value) {
      text += sign;
    }
  }
  return text;
}
