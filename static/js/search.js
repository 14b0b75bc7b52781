// A changed filter updates the results in place. Without this file the button "Show clinics" does the same.
// htmx is fetched at the first touch of a filter, so a page that is only read costs 15 KB less.

let fetched;
let leaving = false;

function htmx(url) {
  fetched ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.htmx);
    script.onerror = reject;
    // htmx starts at DOMContentLoaded or, later, only in a complete document.
    if (document.readyState === "complete") document.head.append(script);
    else addEventListener("load", () => document.head.append(script));
  });
  return fetched;
}

const asked = (event) => (event.target.form?.id === "search" ? event.target.form : null);

document.addEventListener("focusin", (event) => {
  const form = asked(event);
  if (form) htmx(form.dataset.htmx).catch(() => {});
});

document.addEventListener("change", async (event) => {
  const form = asked(event);
  // A place or a name is sent by its button: half a word is no question.
  if (!form || event.target.name === "near" || event.target.name === "q") return;
  leaving = false; // a call, or a page that did not come: the reader is still here
  try {
    (await htmx(form.dataset.htmx)).trigger("#search", "refresh");
  } catch {
    form.requestSubmit();
  }
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData.entries()]) if (value === "") detail.formData.delete(name);
});

// A request that failed would leave a ticked box over the old results: the browser goes there itself,
// unless the reader is on the way to another page, which may be why it failed.
for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failed, ({ detail }) => leaving || location.assign(detail.pathInfo.finalRequestPath));
}
addEventListener("beforeunload", () => { leaving = true; });

// What the reader had open, ticked for comparison or was typing survives the swap.
let kept;

document.addEventListener("htmx:beforeSwap", (event) => {
  const at = document.activeElement;
  const open = [...document.querySelectorAll("#found details[open][id]")].map((part) => part.id);
  const ticked = [...document.querySelectorAll(".end :checked")].map((box) => box.value);
  kept = { at, open, ticked, submitted: event.detail.requestConfig.triggeringEvent?.type === "submit" };
});

function same(old) {
  if (!old?.name) return old?.id ? document.getElementById(old.id) : null;
  return [...document.querySelectorAll(`[name="${old.name}"]`)].find((e) => e.type === "text" || e.value === old.value);
}

document.addEventListener("htmx:afterSettle", () => {
  const heading = document.getElementById("count");
  if (!kept || !heading) return;
  for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
  for (const box of document.querySelectorAll(".end input")) box.checked = kept.ticked.includes(box.value);
  const there = kept.submitted ? heading : same(kept.at) ?? heading;
  if (there.type === "text") there.value = kept.at.value;
  there.focus({ preventScroll: !kept.submitted });
  if (there !== heading) document.getElementById("told").textContent = heading.textContent;
  kept = undefined;
});
