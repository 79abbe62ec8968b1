// The page works without this. It opens the event that the address names, opens all for printing, and adds a button
// that opens or closes all.
"use strict";

const events = () => document.querySelectorAll(".event > details");

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.matches(".event")) {
    target.querySelector("details").open = true;
  }
}

function addButton() {
  const heading = document.getElementById("events");
  if (!heading || events().length === 0) {
    return;
  }
  const tools = document.createElement("p");
  const button = document.createElement("button");
  tools.className = "tools";
  button.type = "button";
  button.textContent = "Open all";
  button.addEventListener("click", () => {
    const open = button.textContent === "Open all";
    events().forEach((details) => { details.open = open; });
    button.textContent = open ? "Close all" : "Open all";
  });
  tools.append(button);
  heading.after(tools);
}

addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => events().forEach((details) => { details.open = true; }));
openTarget();
addButton();
