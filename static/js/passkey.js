/* Asks the device for a passkey, or to make one, and sends what it says. The server decides; without this module the
   parts of a page that need it stay hidden. webauthnJSON is allauth's copy of github/webauthn-json. */

const device = window.webauthnJSON;

async function asked(form) {
  const kept = document.getElementById("passkey-options");
  if (kept) return JSON.parse(kept.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function give(form) {
  const { creation_options: made, request_options: wanted } = await asked(form);
  const said = made ? await device.create(made) : await device.get(wanted);
  form.elements.credential.value = JSON.stringify(said);
  form.submit();
}

function prepare(part) {
  const form = part.querySelector("form[data-passkey]");
  const refusal = part.querySelector(":scope > [role=alert]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    refusal.hidden = true;
    give(form).catch(() => {
      refusal.hidden = false; // whether refused, timed out or unknown: the person decides what next
    });
  });
  part.hidden = false;
}

if (device?.supported()) for (const part of document.querySelectorAll(".passkey")) prepare(part);
