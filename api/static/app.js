/* What every page does: submit a select when it changes, print, ask before undoing, send a form only once. */
"use strict";
(function () {
  document.documentElement.classList.add("js");

  document.addEventListener("change", function (event) {
    const control = event.target.closest("[data-submit]");
    if (control && control.form) {
      control.form.submit();
    }
  });

  /* Back to a page: its selectors say again what its address says, not what was chosen when it was left. */
  window.addEventListener("pageshow", function () {
    document.querySelectorAll(".switch").forEach(function (form) {
      form.reset();
    });
  });

  /* Not more boxes than can stand side by side. */
  document.addEventListener("change", function (event) {
    const box = event.target;
    const button = box.form && box.type === "checkbox" ? box.form.querySelector("[data-picked]") : null;
    if (button) {
      const picked = Array.from(box.form.elements).filter(function (one) { return one.type === "checkbox" && one.checked; });
      if (picked.length > Number(button.dataset.picked)) {
        box.checked = false;
      }
      button.textContent = "对比所选（" + Math.min(picked.length, Number(button.dataset.picked)) + " 家）";
    }
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) {
      window.print();
    }
  });

  /* On paper nobody can unfold: reasons are printed whole. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".reasons details:not([open])").forEach(function (folded) {
      folded.open = true;
      folded.dataset.forPrint = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("[data-for-print]").forEach(function (unfolded) {
      unfolded.open = false;
      delete unfolded.dataset.forPrint;
    });
  });

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.ask && !window.confirm(form.dataset.ask)) {
      event.preventDefault();
      return;
    }
    if (form.hasAttribute("data-once")) {
      const button = event.submitter || form.querySelector("button");
      window.setTimeout(function () {
        if (!button) {
          return;
        }
        button.disabled = true;
        button.textContent = "请稍候…";
      }, 0);
    }
  });

  /* Global search: "/" goes to the box, arrows walk the hits, Enter opens, Escape closes. */
  const seek = document.getElementById("seek");
  const hits = document.getElementById("hits");

  function options() {
    return hits ? Array.from(hits.querySelectorAll("[role=option]")) : [];
  }

  function mark(next) {
    options().forEach(function (option, at) {
      option.classList.toggle("at", at === next);
      option.setAttribute("aria-selected", at === next ? "true" : "false");
      if (at === next) {
        option.scrollIntoView({ block: "nearest" });
        seek.setAttribute("aria-activedescendant", option.id);
      }
    });
  }

  function shut() {
    hits.textContent = "";
    seek.setAttribute("aria-expanded", "false");
    seek.removeAttribute("aria-activedescendant");
  }

  if (seek) {
    document.addEventListener("keydown", function (event) {
      const typing = event.target.closest("input, textarea, select");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        seek.focus();
        seek.select();
      }
    });
    seek.addEventListener("keydown", function (event) {
      const shown = options();
      const at = shown.findIndex(function (option) { return option.classList.contains("at"); });
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark(shown.length ? (at + step + shown.length) % shown.length : -1);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        shown[at].click();
      } else if (event.key === "Escape") {
        event.stopPropagation();
        shut();
      }
    });
    seek.addEventListener("input", function () {
      if (!seek.value.trim()) {
        shut();
      }
    });
    hits.addEventListener("htmx:afterSwap", function () {
      seek.setAttribute("aria-expanded", options().length ? "true" : "false");
    });
    document.addEventListener("click", function (event) {
      if (!event.target.closest(".seek")) {
        shut();
      }
    });
  }

  /* A file that takes long says so, and can be given up: fetched, saved when it is there. */
  const FILES = /[?&]format=(png|svg|xlsx|csv|docx|pptx|single|html|ics|gexf|graphml|zip)\b|\/dossier\b|\/imports\/template$/;
  function fileName(answer) {
    const said = answer.headers.get("content-disposition") || "";
    const coded = said.match(/filename\*=UTF-8''([^;]+)/);
    return coded ? decodeURIComponent(coded[1]) : "";
  }
  function save(content, name) {
    const link = document.createElement("a");
    link.href = window.URL.createObjectURL(content);
    link.download = name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(function () { window.URL.revokeObjectURL(link.href); }, 60000);
  }
  function making(link) {
    const giving = new AbortController(), began = Date.now();
    const shown = document.createElement("div"), bar = document.createElement("progress");
    const told = document.createElement("span"), stop = document.createElement("button");
    shown.className = "making"; shown.setAttribute("role", "status");
    bar.setAttribute("aria-label", "正在生成");
    stop.type = "button"; stop.className = "button small"; stop.textContent = "取消";
    stop.addEventListener("click", function () { giving.abort(); });
    shown.append(told, bar, stop);
    const tick = function () { told.textContent = "正在生成“" + link.textContent.trim() + "” " + Math.round((Date.now() - began) / 1000) + " 秒"; };
    const later = window.setTimeout(function () { tick(); document.body.append(shown); }, 500), beat = window.setInterval(tick, 1000);
    link.setAttribute("aria-busy", "true");
    return { signal: giving.signal, end: function () { window.clearTimeout(later); window.clearInterval(beat); shown.remove(); link.removeAttribute("aria-busy"); } };
  }
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a.button[href], a[download]");
    const plain = !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !plain || !window.fetch || !window.AbortController || !FILES.test(link.href) || link.origin !== window.location.origin) {
      return;
    }
    event.preventDefault();
    if (link.getAttribute("aria-busy")) {
      return;
    }
    const work = making(link);
    window.fetch(link.href, { signal: work.signal, credentials: "same-origin" }).then(function (answer) {
      const name = fileName(answer);
      if (!answer.ok || !name) {
        window.location.assign(answer.redirected ? answer.url : link.href);
        return null;
      }
      return answer.blob().then(function (content) { save(content, name); });
    }).catch(function (error) {
      if (error.name !== "AbortError") {
        window.location.assign(link.href);
      }
    }).finally(work.end);
  });

  /* All boxes of a page at once. */
  document.addEventListener("change", function (event) {
    const name = event.target.dataset && event.target.dataset.all;
    if (name) {
      document.querySelectorAll("input[type=checkbox][name='" + name + "']").forEach(function (box) { box.checked = event.target.checked; });
    }
  });

  /* Lists somebody keeps: their addresses, remembered by this browser alone. */
  const KEPT = "kept-lists";
  function keptLists() {
    try { return JSON.parse(window.localStorage.getItem(KEPT)) || []; } catch (error) { return []; }
  }
  function showKept() {
    document.querySelectorAll("[data-kept]").forEach(function (line) {
      const kept = keptLists();
      line.hidden = !kept.length;
      line.querySelectorAll(".chip, button").forEach(function (old) { old.remove(); });
      kept.forEach(function (one) {
        const link = document.createElement("a"), away = document.createElement("button");
        link.className = "chip"; link.href = one.address; link.textContent = one.title;
        away.type = "button"; away.textContent = "×"; away.dataset.forget = one.address;
        away.setAttribute("aria-label", "取消收藏 " + one.title);
        line.append(link, away);
      });
    });
  }
  function keep(kept) { window.localStorage.setItem(KEPT, JSON.stringify(kept.slice(0, 30))); showKept(); }
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-keep]"), away = event.target.closest("[data-forget]");
    if (button) {
      const address = window.location.pathname + window.location.search;
      const others = keptLists().filter(function (one) { return one.address !== address; });
      const head = document.querySelector("h1");
      const asked = new URLSearchParams(window.location.search);
      const words = ["q", "on", "segment", "quality", "listed", "status", "where"].map(function (name) { return asked.get(name); }).filter(Boolean);
      keep([{ address: address, title: (words.join(" · ") || head.firstChild.textContent.trim()).slice(0, 40) }].concat(others));
      button.textContent = "已收藏";
    } else if (away) {
      keep(keptLists().filter(function (one) { return one.address !== away.dataset.forget; }));
    }
  });
  showKept();

  /* On a narrow screen the rows of a list are cards: each cell says of which column it is. */
  function label(table) {
    const last = table.tHead && table.tHead.rows[table.tHead.rows.length - 1];
    if (!last || table.querySelector("[rowspan], [colspan]")) {
      return;
    }
    const heads = Array.from(last.cells, function (head) { return head.textContent.replace(/[▲▼↕]/g, "").trim(); });
    table.classList.add("carded");
    Array.from(table.tBodies).forEach(function (body) {
      Array.from(body.rows).forEach(function (row) {
        Array.from(row.cells).forEach(function (cell, at) { cell.dataset.head = heads[at] || ""; });
      });
    });
  }
  function labels() { document.querySelectorAll("table.grid:not(.matrix)").forEach(label); }
  labels();
  document.addEventListener("htmx:afterSettle", labels);

  /* Folded menus open by pointer and by focus; Escape closes them. */
  document.addEventListener("keydown", function (event) {
    const fold = event.key === "Escape" && document.activeElement && document.activeElement.closest(".fold");
    if (fold) {
      document.activeElement.blur();
    }
  });
})();
