// Tells the page around the frame how high the frame's content is, whenever that changes.
"use strict";

if (parent !== window) {
  const root = document.documentElement;
  const tell = () => parent.postMessage(
    { type: "news-timeline-height", height: Math.ceil(root.getBoundingClientRect().height) }, "*",
  );
  new ResizeObserver(tell).observe(root);
}
