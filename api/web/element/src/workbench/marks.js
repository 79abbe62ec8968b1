// How events look in the picture of time: a point, a span, an uncertain stretch, an open end, a disputed date.
const POINT = 9;
const FADE = 70;

/** What an event is in the picture, told by form alone, without colour. */
export function formOf(event) {
  if (event.from === null || event.to === null) {
    return "open";
  }
  if (event.extent === "throughout" && event.to - event.from > 1) {
    return "span";
  }
  return event.to - event.from > 1 ? "uncertain" : "point";
}

/** Returns where an event begins and ends along the line, in pixels; what is shorter than a point is one. */
export function placed(event, scale) {
  let first = scale.along(event.from ?? event.to), last = scale.along(event.to ?? event.from);
  if (event.from === null) {
    first = last - FADE;
  } else if (event.to === null) {
    last = first + FADE;
  }
  for (const { from, to } of event.claims) {
    first = Math.min(first, scale.along(from ?? to));
    last = Math.max(last, scale.along(to ?? from));
  }
  if (last - first < POINT) {
    const middle = (first + last) / 2;
    return [middle - POINT / 2, middle + POINT / 2];
  }
  return [first, last];
}

/** Draws an event whose middle lies at `y`; `colours` are those of the page. */
export function draw(context, event, scale, y, colours, thin = false) {
  const [first, last] = placed(event, scale);
  const left = Math.min(scale.screen(first), scale.screen(last));
  const width = Math.max(last - first, POINT);
  const colour = event.status === "disputed" ? colours.warn : ["corroborated", "confirmed"].includes(event.status) ? colours.good : colours.soft;
  const form = event.status === "disputed" && event.claims.length ? "disputed" : formOf(event);
  context.save();
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 1.5;
  context.setLineDash(event.modality === "planned" ? [3, 2] : []);
  FORMS[form](context, { event, scale, left, width, y, half: thin ? 2.5 : 4.5, colours });
  context.restore();
}

const FORMS = {
  point(context, { event, left, width, y, half, colours }) {
    if (width > POINT + 1) {
      bar(context, left, width, y, half);
    } else {
      context.beginPath();
      context.arc(left + width / 2, y, half, 0, Math.PI * 2);
    }
    filled(context, event, colours);
  },
  span(context, { event, left, width, y, half, colours }) {
    bar(context, left, width, y, half);
    filled(context, event, colours);
  },
  uncertain(context, { left, width, y, half, colours }) {
    bar(context, left, width, y, half);
    context.fillStyle = colours.paper;
    context.fill();
    context.save();
    context.clip();
    context.setLineDash([]);
    context.globalAlpha = 0.55;
    context.beginPath();
    // However far the stretch reaches, no more is hatched than can be seen.
    const begin = Math.max(left, -20), end = Math.min(left + width, 4000);
    for (let x = begin - half * 2; x < end; x += 5) {
      context.moveTo(x, y + half);
      context.lineTo(x + half * 2, y - half);
    }
    context.stroke();
    context.restore();
    bar(context, left, width, y, half);
    context.stroke();
  },
  open(context, { event, scale, left, width, y, half, colours }) {
    const known = scale.screen(scale.along(event.from ?? event.to));
    const other = Math.abs(known - left) < 1 ? left + width : left;
    const fade = context.createLinearGradient(known, 0, other, 0);
    fade.addColorStop(0, context.fillStyle);
    fade.addColorStop(1, colours.none);
    context.fillStyle = fade;
    context.fillRect(Math.min(known, other), y - half / 2, Math.abs(other - known), half);
    context.beginPath();
    context.moveTo(known, y - half - 1);
    context.lineTo(known, y + half + 1);
    context.stroke();
  },
  disputed(context, { event, scale, left, width, y, half, colours }) {
    context.setLineDash([2, 2]);
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(left + width, y);
    context.stroke();
    context.setLineDash([]);
    for (const { from, to } of event.claims) {
      const x = scale.screen(scale.along(((from ?? to) + (to ?? from)) / 2));
      context.beginPath();
      context.moveTo(x, y - half - 1);
      context.lineTo(x + half + 1, y);
      context.lineTo(x, y + half + 1);
      context.lineTo(x - half - 1, y);
      context.closePath();
      filled(context, event, colours);
    }
  },
};

function filled(context, event, colours) {
  if (event.modality === "planned" || event.status === "single-source") {
    context.fillStyle = colours.paper;
  }
  context.fill();
  context.stroke();
}

function bar(context, left, width, y, half) {
  context.beginPath();
  context.roundRect(left, y - half, width, half * 2, Math.min(half, width / 2));
}
