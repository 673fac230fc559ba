// The card shows what is being typed; without script its button does the same. The server cleans and counts.
const card = document.querySelector(".gift-card[data-live]");
if (card) {
  const show = (field, part) => {
    const input = document.querySelector(`[name="${field}"]`), line = card.querySelector(part), empty = line.dataset.empty;
    const write = () => { line.textContent = input.value.trim() || empty; };
    input.addEventListener("input", write);
    write(); // the browser may have kept what was typed
  };
  show("CommonMessage", ".gift-card-text");
  show("SenderName", ".gift-card-from");
}
