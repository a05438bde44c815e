// A form with data-passkey has the browser make or use a passkey before it is sent: the question is fetched from
// data-ask, the answer goes into the field "answer". Where a browser knows no passkeys the form stays hidden.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function asked(options) {
  const listed = (all) => (all || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const made = { ...options, challenge: bytes(options.challenge) };
  if (options.user) made.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) made.excludeCredentials = listed(options.excludeCredentials);
  if (options.allowCredentials) made.allowCredentials = listed(options.allowCredentials);
  return { publicKey: made };
}

function answered(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function run(form, told) {
  const fields = new URLSearchParams(new FormData(form));
  const reply = await fetch(form.dataset.ask, { method: "POST", body: fields });
  const question = await reply.json();
  if (!reply.ok) {
    told.textContent = question.error || form.dataset.failed;
    return;
  }
  const kind = form.dataset.passkey;
  const credential = await navigator.credentials[kind](asked(question));
  form.elements.answer.value = answered(credential);
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const told = form.querySelector("[role=status]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    told.textContent = "";
    run(form, told).catch(() => { told.textContent = form.dataset.failed; });
  });
}
