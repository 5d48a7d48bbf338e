(() => {
  const racine = document.documentElement, cle = "fond";
  const sombre = () => racine.dataset.fond ? racine.dataset.fond === "sombre" : matchMedia("(prefers-color-scheme: dark)").matches;
  try { const garde = localStorage.getItem(cle); if (garde === "clair" || garde === "sombre") racine.dataset.fond = garde; } catch { }
  addEventListener("DOMContentLoaded", () => {
    const bouton = document.createElement("button");
    const dire = () => { bouton.textContent = sombre() ? "Fond clair" : "Fond sombre"; };
    bouton.type = "button";
    bouton.className = "fond";
    bouton.addEventListener("click", () => {
      racine.dataset.fond = sombre() ? "clair" : "sombre";
      try { localStorage.setItem(cle, racine.dataset.fond); } catch { }
      dire();
    });
    dire();
    document.querySelector("header").append(bouton);
  });
})();
