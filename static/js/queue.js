// Keys for moderators: j and k move among the rows of the queue, o opens, t takes, r releases; n leads to what is
// next, "?" to the list of keys. They rest while somebody types or holds a modifier, and can be switched off (WCAG
// 2.1.4). Without this file every key has its link or button.

const KEPT = "moderators-keys";
const list = document.querySelector("details.keys");
const rows = [...document.querySelectorAll("#queue tbody tr")];

const linkOf = (row) => row?.querySelector("th a");
const here = () => document.activeElement?.closest("#queue tbody tr");

function move(step) {
  const at = rows.indexOf(here());
  linkOf(at < 0 ? rows[0] : rows[at + step])?.focus();
}

function show() {
  list.open = !list.open;
  list.querySelector("summary").focus();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  o: () => linkOf(here())?.click(),
  t: () => here()?.querySelector("button[name=take]")?.click(),
  r: () => here()?.querySelector("button[name=release]")?.click(),
  n: () => document.getElementById("queue-next")?.click(),
  "?": show,
};

// A browser may keep no storage for this site: then the keys work, and the choice lasts as long as the page.
let off = false;

function isOff() {
  try {
    return localStorage.getItem(KEPT) === "off";
  } catch {
    return off;
  }
}

function choose(on) {
  off = !on;
  try {
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "off");
  } catch {
    // said above
  }
}

const typing = (event) => event.isComposing || event.target.closest?.("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event) || isOff()) return;
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (!act || (event.repeat && !"jk".includes(event.key))) return;
  event.preventDefault();
  act();
});

const choice = list.querySelector("input[type=checkbox]");
choice.checked = !isOff();
choice.addEventListener("change", () => choose(choice.checked));
choice.closest("p").hidden = false;

// Back from taking or releasing: on with the same row.
if (location.hash) linkOf(rows.find((row) => `#${linkOf(row)?.id}` === location.hash))?.focus();
