// Who has come to a fair, pressed at a gate where the line may drop: presses stay in this browser with their time until the market has them.
const pause = 15_000;

const newKey = () => {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map(x => x.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

class CheckIn extends HTMLElement {
  #presses = [];
  #sending = false;
  #timer = 0;

  get place() { return `diem-danh:${this.dataset.url}`; }

  connectedCallback() {
    try {
      this.#presses = JSON.parse(localStorage.getItem(this.place) ?? "[]");
    } catch {
      this.#presses = []; // a private window keeps nothing; presses live as long as the page
    }
    this.addEventListener("submit", event => this.#press(event));
    addEventListener("online", this.#again);
    for (const press of this.#presses) this.#mark(press.application, this.dataset.textWaiting);
    this.#send();
  }

  disconnectedCallback() {
    removeEventListener("online", this.#again);
    clearTimeout(this.#timer);
  }

  #again = () => this.#send();

  #press(event) {
    const button = event.submitter;
    if (button?.name !== "don") return;
    event.preventDefault();
    button.disabled = true;
    this.#presses.push({ key: newKey(), application: button.value, at: new Date().toISOString() });
    this.#keep();
    this.#mark(button.value, this.dataset.textWaiting);
    this.#send();
  }

  #keep() {
    try {
      localStorage.setItem(this.place, JSON.stringify(this.#presses));
    } catch {
      // see above
    }
  }

  async #send() {
    if (this.#sending || this.#presses.length === 0) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    const sent = [...this.#presses];
    try {
      const answer = await fetch(this.dataset.url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ presses: sent }), redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const { results } = await answer.json();
      for (const { key, text } of results) {
        const press = sent.find(p => p.key === key);
        if (press) this.#mark(press.application, text ?? this.dataset.textSent, text ? "state-bad" : "state-ok");
      }
      this.#presses = this.#presses.filter(p => !results.some(r => r.key === p.key));
      this.#keep();
      this.#say("");
    } catch {
      this.#say(this.dataset.textOffline.replace("{0}", this.#presses.length));
    } finally {
      this.#sending = false;
    }
    if (this.#presses.length > 0) this.#timer = setTimeout(this.#again, pause);
  }

  #mark(application, text, tone = "state-warn") {
    for (const row of this.querySelectorAll(`[data-application="${application}"]`)) {
      let mark = row.querySelector(".state");
      if (!mark) row.append(mark = document.createElement("span"));
      mark.className = `state ${tone}`;
      mark.textContent = text;
      const button = row.querySelector("button[name=don]");
      if (button) {
        button.hidden = tone !== "state-bad";
        button.disabled = false;
      }
    }
  }

  #say(text) {
    const status = this.querySelector("[role=status]");
    status.textContent = text;
    status.hidden = text === "";
  }
}

customElements.define("check-in", CheckIn);
