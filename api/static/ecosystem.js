/* The ecosystem: choose a firm, light its links, and say above the picture who it is and where to read on. */
"use strict";
(function () {
  const svg = document.querySelector("#picture svg");
  const told = document.getElementById("node");
  const hint = told.textContent;
  const nodes = Array.from(svg.querySelectorAll("[data-node]"));
  const links = Array.from(svg.querySelectorAll("[data-from]"));
  let chosen = "";

  function light() {
    const near = new Set();
    links.forEach(function (link) {
      const lit = chosen !== "" && (link.dataset.from === chosen || link.dataset.to === chosen);
      link.classList.toggle("lit", lit);
      link.classList.toggle("faded", chosen !== "" && !lit);
      if (lit) {
        near.add(link.dataset.from).add(link.dataset.to);
      }
    });
    nodes.forEach(function (node) {
      node.classList.toggle("faded", chosen !== "" && node.dataset.node !== chosen && !near.has(node.dataset.node));
      node.setAttribute("aria-pressed", node.dataset.node === chosen ? "true" : "false");
    });
    return near.size ? near.size - 1 : 0;
  }

  function choose(key) {
    chosen = key === chosen ? "" : key;
    const partners = light();
    told.textContent = chosen ? "" : hint;
    const row = chosen ? document.querySelector('[data-row="' + window.CSS.escape(chosen) + '"]') : null;
    if (!row) {
      return;
    }
    Array.from(row.cells).forEach(function (cell, number) {
      if (number) {
        told.append(" · ");
      }
      told.append(...Array.from(cell.childNodes, function (part) { return part.cloneNode(true); }));
    });
    told.append(" · 图中有 " + partners + " 个关系对象");
  }

  function at(event) {
    const node = event.target.closest("[data-node]");
    if (node) {
      event.preventDefault();
      choose(node.dataset.node);
    }
  }

  svg.addEventListener("click", at);
  svg.addEventListener("keydown", function (event) {
    if (event.key === "Enter" || event.key === " ") {
      at(event);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && chosen) {
      choose(chosen);
    }
  });
})();
