(() => {
  const control = document.querySelector(".control");
  const actor = document.getElementById("actor");
  const opinions = document.getElementById("opinions");
  const sentences = [...document.querySelectorAll("main .s")];
  const bars = [...document.querySelectorAll(".strip a")];

  function show() {
    let left = 0;
    sentences.forEach((sentence, number) => {
      const named = !actor.value || sentence.dataset.actors.split(" ").includes(actor.value);
      const wanted = named && (!opinions.checked || sentence.classList.contains("opinion"));
      sentence.classList.toggle("off", !wanted);
      if (bars[number]) bars[number].style.opacity = wanted ? "" : "0.25";
      left += wanted;
    });
    const all = left === sentences.length;
    control.querySelector("output").textContent = all ? "" : `${left} of ${sentences.length} sentences`;
  }

  control.hidden = false;
  control.addEventListener("input", show);
  control.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
