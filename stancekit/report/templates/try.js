(() => {
  const HEADLINE = "A bridge that nobody asked for";
  const EXAMPLE = [
    "The city council voted on Tuesday to close the Harbour Bridge for two years. Mayor Marta Lindqvist said the work would cost 40 million euros.",
    "That is a scandalous waste. Lindqvist has never explained why a bridge that carries 300 cars a day should swallow the money for three schools, and her silence is an insult to every parent in the city.",
    "\u201cThe mayor is burying us in debt,\u201d opposition leader Tomas Reyes told reporters. Reyes, to his credit, has published a sober plan that would cost a third as much.",
    "The council will vote on the budget in March.",
  ].join("\n\n");

  const tool = document.querySelector(".tool");
  const input = document.getElementById("input");
  const form = document.querySelector("form");
  const title = document.getElementById("title");
  const text = document.getElementById("text");
  const file = document.getElementById("file");
  const analyze = document.getElementById("analyze");
  const example = document.getElementById("example");
  const status = document.getElementById("status");
  const report = document.getElementById("report");
  let waits = false;

  form.target = "report";
  example.hidden = false;

  function wait(message) {
    waits = Boolean(message);
    analyze.disabled = waits;
    status.textContent = message;
  }

  form.addEventListener("submit", (event) => {
    if (!text.value.trim() && !file.files.length) {
      event.preventDefault();
      status.textContent = "There is no text: paste an article, or choose a file.";
      text.focus();
    } else if (event.submitter && event.submitter.name === "save") {
      status.textContent = "";
    } else {
      setTimeout(() => wait("Analyzing\u2026"));
    }
  });

  report.addEventListener("load", () => {
    if (!waits) return;
    wait("");
    report.hidden = false;
    tool.classList.add("shown");
    input.open = false;
    report.focus();
  });

  example.addEventListener("click", () => {
    file.value = "";
    title.value = HEADLINE;
    text.value = EXAMPLE;
    form.requestSubmit(analyze);
  });

  text.addEventListener("input", () => { file.value = ""; });
  file.addEventListener("change", () => { if (file.files.length) title.value = text.value = ""; });
  addEventListener("dragover", (event) => { event.preventDefault(); tool.classList.add("dropping"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) tool.classList.remove("dropping"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    tool.classList.remove("dropping");
    input.open = true;
    if (event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      title.value = text.value = "";
    } else if (event.dataTransfer.getData("text/plain")) {
      file.value = "";
      text.value = event.dataTransfer.getData("text/plain");
    }
  });
  addEventListener("pageshow", () => wait(""));
})();
