// Sends photos as soon as they are chosen, in pieces that survive a dropped line and a reload. Without script the form carries the files itself.
const least = 32 * 1024, most = 512 * 1024, patience = 60_000;

// Unfinished and finished but unsaved photos of this browser, so that a reload loses none.
const shelf = {
  open: () => new Promise((done, fail) => {
    const asked = indexedDB.open("anh", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("gui", { keyPath: "key", autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  }),
  async run(mode, work) {
    try {
      const base = await shelf.open();
      return await new Promise((done, fail) => {
        const asked = work(base.transaction("gui", mode).objectStore("gui"));
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
    } catch {
      return undefined; // a private window keeps nothing; sending works all the same
    }
  },
  all: () => shelf.run("readonly", store => store.getAll()),
  put: entry => shelf.run("readwrite", store => store.put(entry)),
  remove: key => shelf.run("readwrite", store => store.delete(key)),
};

// Until the pause is over, or the phone says that the line is back.
const pause = milliseconds => new Promise(done => {
  const end = () => { clearTimeout(timer); removeEventListener("online", end); done(); };
  const timer = setTimeout(end, milliseconds);
  addEventListener("online", end);
});

class Refused extends Error { }

class PictureField extends HTMLElement {
  #queue = Promise.resolve();
  #sending = 0;
  #waiting = null;

  #restored = "";

  // Everything is looked up when it is needed: a page that Blazor exchanges in place keeps this element and changes what is in it.
  get list() { return this.querySelector(".photo-list"); }
  get input() { return this.querySelector("input[type=file]"); }
  get status() { return this.querySelector("[role=status]"); }
  get template() { return this.querySelector("template"); }
  get form() { return this.closest("form"); }
  get place() { return location.pathname + "#" + this.dataset.name; }

  connectedCallback() {
    this.classList.add("photo-live");
    this.addEventListener("change", event => { if (event.target === this.input) this.#choose(); });
    this.addEventListener("click", event => this.#press(event));
    document.addEventListener("submit", event => { if (event.target === this.form) this.#submit(event); });
    new MutationObserver(() => this.#settle()).observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-name", "class"] });
    this.#settle();
    this.#choose(); // on a weak line photos may have been chosen before this script arrived
  }

  #choose() {
    const files = [...this.input.files];
    this.input.value = ""; // the form posts what has arrived, not the files again
    for (const file of files) this.#take({ place: this.place, file, name: file.name });
  }

  #settle() {
    if (!this.classList.contains("photo-live")) this.classList.add("photo-live");
    for (const button of this.list.querySelectorAll("button[hidden]")) button.hidden = false;
    if (this.#restored === this.place) return;
    this.#restored = this.place;
    this.#number();
    shelf.all().then(entries => entries?.filter(e => e.place === this.place).forEach(e => this.#take(e)));
  }

  get count() { return this.list.querySelectorAll("input[type=hidden]:not(:disabled)").length + this.#sending; }

  async #take(entry) {
    if (entry.picture) {
      if (!this.list.querySelector(`input[value="${entry.picture.id}"]`)) this.#show(this.#row(entry.name), entry.picture, entry);
      return;
    }
    if (this.count >= Number(this.dataset.most)) {
      this.#say(this.dataset.textMost);
      return;
    }
    if (entry.file.size > Number(this.dataset.mostBytes) || entry.file.size === 0) {
      this.#say(`${entry.name}: ${entry.file.size === 0 ? this.dataset.textEmpty : this.dataset.textLarge}`);
      return;
    }
    this.#sending++;
    const row = this.#row(entry.name);
    entry.key ??= await shelf.put(entry);
    this.#queue = this.#queue.then(() => this.#send(entry, row)); // one after the other: a weak line is not shared
    await this.#queue;
  }

  async #send(entry, row) {
    try {
      const picture = await this.#upload(entry, row);
      entry.picture = picture;
      delete entry.file;
      await this.#keep(entry);
      this.#show(row, picture, entry);
      this.#say(`${entry.name}: ${this.dataset.textDone}`);
    } catch (error) {
      await shelf.remove(entry.key);
      row.remove();
      if (!(error instanceof Refused)) throw error;
      if (error.message) {
        this.#waiting = null; // the form stays: its reader should see why
        this.#say(`${entry.name}: ${error.message}`, true);
      }
    } finally {
      this.#sending--;
      this.#number();
      if (this.#sending === 0 && this.#waiting) {
        const by = this.#waiting;
        this.#waiting = null;
        this.form.requestSubmit(by.submitter ?? undefined);
      }
    }
  }

  #keep(entry) { return entry.key === undefined ? undefined : shelf.put(entry); }

  async #upload(entry, row) {
    const file = entry.file, bar = row.querySelector("progress");
    let offset = entry.address ? undefined : 0, size = 128 * 1024, wait = 1000;
    for (;;) {
      if (!row.isConnected) throw new Refused(""); // taken out of the list meanwhile
      try {
        if (!entry.address) {
          const made = await this.#ask(this.dataset.upload, {
            method: "POST", headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ name: file.name, size: file.size, private: this.dataset.private === "true" }),
          });
          entry.address = made.headers.get("Location");
          await this.#keep(entry);
          offset = 0;
        }
        if (offset === undefined) offset = Number((await this.#ask(entry.address, { method: "HEAD" })).headers.get("Upload-Offset"));
        bar.value = offset / file.size;
        if (offset >= file.size) {
          bar.removeAttribute("value");
          this.#note(row, this.dataset.textWorking);
          return await (await this.#ask(entry.address, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" })).json();
        }
        this.#note(row, `${Math.floor(100 * offset / file.size)} %`);
        const began = performance.now();
        const answer = await this.#ask(entry.address, {
          method: "PATCH", headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
          body: await file.slice(offset, offset + size).arrayBuffer(), // a file that is gone from the phone fails here, not half-way
        });
        offset = Number(answer.headers.get("Upload-Offset"));
        const seconds = (performance.now() - began) / 1000;
        size = seconds < 2 ? Math.min(most, size * 2) : seconds > 8 ? Math.max(least, size / 2) : size;
        wait = 1000;
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (error.name === "NotFoundError" || error.name === "NotReadableError") throw new Refused(this.dataset.textGone);
        if (error.status === 404) { delete entry.address; offset = 0; continue; }
        offset = undefined;
        size = Math.max(least, size / 2);
        this.#note(row, this.dataset.textRetry);
        await pause(wait);
        wait = Math.min(30_000, wait * 2);
      }
    }
  }

  // Answers that a person must see end the upload; everything else is tried again.
  async #ask(address, options) {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), patience);
    try {
      const answer = await fetch(address, { ...options, signal: stop.signal, credentials: "same-origin", redirect: "manual" });
      if (answer.ok) return answer;
      if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") throw new Refused(this.dataset.textSignIn);
      if (answer.status === 422 || answer.status === 413) throw new Refused((await answer.json().catch(() => ({}))).detail ?? this.dataset.textFailed);
      throw Object.assign(new Error(String(answer.status)), { status: answer.status });
    } finally {
      clearTimeout(timer);
    }
  }

  #row(name) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.querySelector(".photo-name").textContent = name;
    for (const field of row.querySelectorAll("input")) field.disabled = true;
    this.list.append(row);
    return row;
  }

  #show(row, picture, entry) {
    const image = row.querySelector("img");
    [image.src, image.width, image.height, image.className, image.hidden] = [picture.thumbnail, picture.width, picture.height, picture.ground, false];
    image.alt = "";
    row.querySelector("progress").remove();
    row.querySelector(".photo-note").textContent = "";
    for (const field of row.querySelectorAll("input")) {
      field.disabled = false;
      field.name = field.name.replace("{id}", picture.id);
      if (field.type === "hidden" || field.type === "checkbox") field.value = picture.id;
      if (field.id) field.id = field.id.replace("{id}", picture.id);
    }
    for (const label of row.querySelectorAll("label[for]")) label.htmlFor = label.htmlFor.replace("{id}", picture.id);
    row.shelved = entry.key;
    this.#number();
  }

  #press(event) {
    const button = event.target.closest("button[data-do]"), row = button?.closest("li");
    if (!row) return;
    const next = row.nextElementSibling, before = row.previousElementSibling;
    if (button.dataset.do === "up" && before) before.before(row);
    if (button.dataset.do === "down" && next) next.after(row);
    if (button.dataset.do === "remove") {
      if (row.shelved !== undefined) shelf.remove(row.shelved);
      const near = next ?? before;
      row.remove();
      (near?.querySelector("button[data-do=remove]") ?? this.input).focus();
      this.#say(this.dataset.textRemoved);
    } else {
      button.focus();
    }
    this.#number();
  }

  #number() {
    [...this.list.children].forEach((row, i) => {
      const place = row.querySelector("input[type=number]");
      if (place) place.value = i + 1;
    });
  }

  #submit(event) {
    if (event.defaultPrevented) return;
    if (this.#sending > 0) {
      event.preventDefault();
      this.#waiting = event;
      this.#say(this.dataset.textWait);
      return;
    }
    for (const row of this.list.children) if (row.shelved !== undefined) shelf.remove(row.shelved); // the server has them from here on
  }

  #note(row, text) { row.querySelector(".photo-note").textContent = text; }

  #say(text, bad = false) {
    this.status.textContent = text;
    this.status.classList.toggle("field-error", bad);
  }
}

if (!customElements.get("picture-field")) customElements.define("picture-field", PictureField);
