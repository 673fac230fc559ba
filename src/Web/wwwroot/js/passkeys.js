// Passkeys: the form asks the server for a question, the device for its answer, and is sent with that. Without script it stays hidden.
const form = document.querySelector("form[data-passkey]");
const making = form?.dataset.passkey === "create";
if (form && window.PublicKeyCredential?.parseRequestOptionsFromJSON && PublicKeyCredential.parseCreationOptionsFromJSON) {
  form.hidden = false;
  form.addEventListener("submit", async event => {
    if (form.elements.Answer.value) return;
    event.preventDefault();
    const problem = form.querySelector("[role=alert]");
    problem.hidden = true;
    try {
      const asked = await fetch(form.dataset.question, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
      if (!asked.ok) throw new Error(asked.status);
      const question = await asked.json();
      const answer = making
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
      form.elements.Answer.value = JSON.stringify(answer);
      form.requestSubmit();
    } catch {
      problem.hidden = false; // cancelled, no key on this device, or the server did not answer
    }
  });
}
