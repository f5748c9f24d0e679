// What makes pages comfortable; every page works without it.
(function () {
  "use strict";
  var zh = document.documentElement.lang.indexOf("zh") === 0;
  function say(chinese, english) { return zh ? chinese : english; }

  // A draft stays on this device until the server has the report.
  document.querySelectorAll("[data-draft-done]").forEach(function (mark) {
    localStorage.removeItem("draft:" + mark.dataset.draftDone);
  });
  document.querySelectorAll("form[data-draft]").forEach(function (form) {
    var key = "draft:" + form.dataset.draft;
    var fields = Array.prototype.filter.call(form.elements, function (one) {
      return one.name && !/^(hidden|file|password|submit|radio|checkbox)$/.test(one.type) && one.type !== "button";
    });
    var kept = JSON.parse(localStorage.getItem(key) || "{}");
    fields.forEach(function (one) { if (!one.value && kept[one.name]) one.value = kept[one.name]; });
    var note = document.createElement("p");
    note.className = "kept"; note.setAttribute("role", "status");
    form.appendChild(note);
    form.addEventListener("input", function () {
      var now = {};
      fields.forEach(function (one) { now[one.name] = one.value; });
      localStorage.setItem(key, JSON.stringify(now));
      note.textContent = say("已保存在本机，断网也不会丢。", "Kept on this device; nothing is lost if the network drops.");
    });
  });

  // Without a network, say so and wait instead of showing the browser's error.
  document.addEventListener("submit", function (event) {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    alertBar(say("现在没有网络。内容已保存在本机，恢复后会自动提交。", "No network now. It is kept here and sent when the network is back."));
    window.addEventListener("online", function () { event.target.submit(); }, { once: true });
  });
  function alertBar(words) {
    var bar = document.createElement("p");
    bar.className = "banner banner--warning"; bar.setAttribute("role", "alert"); bar.textContent = words;
    document.getElementById("main").prepend(bar);
  }

  // Offer places while one types.
  document.querySelectorAll("input[data-places]").forEach(function (input) {
    var timer;
    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        if (input.value.length < 2) return;
        fetch(input.dataset.places + "?q=" + encodeURIComponent(input.value))
          .then(function (answer) { return answer.json(); })
          .then(function (places) {
            input.list.replaceChildren.apply(input.list, places.map(function (place) {
              var option = document.createElement("option");
              option.value = place.path;
              return option;
            }));
          }).catch(function () { /* the box still takes typed words */ });
      }, 250);
    });
  });

  document.addEventListener("click", function (event) {
    var copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(document.querySelector(copy.dataset.copy).textContent.trim())
        .then(function () { copy.textContent = say("已复制", "Copied"); });
    }
    var add = event.target.closest("[data-formset-add]");
    if (add) {
      var set = add.closest("[data-formset]");
      var total = set.querySelector("[name$=TOTAL_FORMS]");
      var row = set.querySelector("[data-formset-empty]").innerHTML.replace(/__prefix__/g, total.value);
      add.insertAdjacentHTML("beforebegin", row);
      total.value = Number(total.value) + 1;
    }
  });

  // The keyboard of the desk: / searches, j and k move, Enter opens.
  var at = -1;
  document.addEventListener("keydown", function (event) {
    if (/INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName) || event.ctrlKey || event.metaKey) return;
    var rows = document.querySelectorAll("[data-item]");
    if (event.key === "/" && document.getElementById("find")) { event.preventDefault(); document.getElementById("find").focus(); }
    if ((event.key === "j" || event.key === "k") && rows.length) {
      at = Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)));
      rows.forEach(function (row, number) { row.classList.toggle("current", number === at); });
      rows[at].querySelector("a").focus();
    }
  });
})();
