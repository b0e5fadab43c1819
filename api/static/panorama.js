/* The panorama: choose a card, light its neighbours, fill the drawer; filter by status; keep the choice in the address. */
"use strict";
(function () {
  const picture = document.getElementById("picture");
  const drawer = document.getElementById("drawer");
  const svg = picture.querySelector("svg");
  const cards = Array.from(svg.querySelectorAll(".card"));
  const links = Array.from(svg.querySelectorAll(".link"));
  const marker = { inward: "inward", outward: "outward" };

  function light(key) {
    const near = new Set();
    links.forEach(function (link) {
      const out = link.dataset.from === key;
      const lit = Boolean(key) && (out || link.dataset.to === key);
      link.classList.toggle("lit", lit);
      link.classList.toggle("outward", lit && out);
      const end = link.getAttribute("marker-end") || "";
      link.setAttribute("marker-end", end.replace(/(inward|outward)/, lit && out ? marker.outward : marker.inward));
      if (lit) {
        near.add(out ? link.dataset.to : link.dataset.from);
      }
    });
    cards.forEach(function (card) {
      const own = card.dataset.key === key;
      card.classList.toggle("chosen", own);
      card.classList.toggle("lit", !own && near.has(card.dataset.key));
      card.classList.toggle("faded", Boolean(key) && !own && !near.has(card.dataset.key));
      card.setAttribute("aria-pressed", own ? "true" : "false");
    });
  }

  function remember(key) {
    const address = new URL(window.location.href);
    if (key) {
      address.searchParams.set("segment", key);
    } else {
      address.searchParams.delete("segment");
    }
    document.querySelectorAll("[data-export]").forEach(function (button) {
      const wanted = new URL(address.href);
      wanted.searchParams.set("format", button.dataset.export);
      button.href = wanted.search;
    });
    return address;
  }

  function choose(key, push) {
    light(key);
    const address = remember(key);
    if (push) {
      window.history.pushState({ key: key }, "", address);
    }
    document.getElementById("found").textContent = "";
    drawer.classList.toggle("open", Boolean(key));
    if (!key) {
      return;
    }
    window.htmx.ajax("GET", picture.dataset.drawer + "/" + encodeURIComponent(key) + supposed(address), {
      target: "#drawer",
      swap: "innerHTML",
    });
  }

  function supposed(address) {
    const kept = new URLSearchParams();
    ["with", "without"].forEach(function (name) {
      address.searchParams.getAll(name).forEach(function (value) {
        kept.append(name, value);
      });
    });
    const text = kept.toString();
    return text ? "?" + text : "";
  }

  function layers() {
    document.querySelectorAll("[data-layer]").forEach(function (box) {
      svg.classList.toggle("without-" + box.dataset.layer, !box.checked);
    });
  }

  function filter() {
    const shown = new Set();
    document.querySelectorAll("[data-filter]").forEach(function (box) {
      if (box.checked) {
        shown.add(box.dataset.filter);
      }
    });
    const off = new Set();
    cards.forEach(function (card) {
      const hidden = !shown.has(card.dataset.status);
      card.classList.toggle("off", hidden);
      if (hidden) {
        off.add(card.dataset.key);
      }
    });
    document.querySelectorAll(".branch .line").forEach(function (line) {
      line.parentElement.classList.toggle("off", !shown.has(line.dataset.letter));
    });
    links.forEach(function (link) {
      link.classList.toggle("off", off.has(link.dataset.from) || off.has(link.dataset.to));
    });
  }

  function keyOf(target) {
    const holder = target.closest("[data-key]");
    return holder ? holder.dataset.key : null;
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-close]")) {
      choose("", true);
      return;
    }
    const key = keyOf(event.target);
    if (key && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      choose(key, true);
      return;
    }
    if (!event.target.closest(".finder")) {
      document.getElementById("found").textContent = "";
    }
  });

  svg.addEventListener("keydown", function (event) {
    if (event.key === "Enter" || event.key === " ") {
      const key = keyOf(event.target);
      if (key) {
        event.preventDefault();
        choose(key, true);
      }
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.getElementById("found").textContent = "";
      if (new URL(window.location.href).searchParams.get("segment")) {
        choose("", true);
      }
    }
  });

  document.querySelectorAll("[data-filter]").forEach(function (box) {
    box.addEventListener("change", filter);
  });

  document.querySelectorAll("[data-layer]").forEach(function (box) {
    box.addEventListener("change", layers);
  });

  const urgent = document.getElementById("urgent-only");
  urgent.addEventListener("click", function () {
    const only = urgent.getAttribute("aria-pressed") !== "true";
    urgent.setAttribute("aria-pressed", only ? "true" : "false");
    urgent.classList.toggle("primary", only);
    document.querySelectorAll("[data-filter]").forEach(function (box) {
      box.checked = !only || "急疑".includes(box.dataset.filter);
    });
    filter();
  });

  document.getElementById("all-links").addEventListener("change", function (event) {
    svg.classList.toggle("all-links", event.target.checked);
  });

  window.addEventListener("popstate", function () {
    choose(new URL(window.location.href).searchParams.get("segment") || "", false);
  });

  filter();
  layers();
  if (picture.dataset.selected) {
    light(picture.dataset.selected);
  }
})();
