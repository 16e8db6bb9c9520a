// Starts the editor with what the page holds as data. Completions come from there; none is asked for elsewhere.
"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const data = JSON.parse(by("editor-data").textContent);
  const endpoint = new URL(data.endpoint, document.location.href).href;

  const completers = (Yasqe) => {
    Yasqe.defaults.autocompleters = [];
    const spaces = Object.entries(data.prefixes).map(([prefix, space]) => `${prefix}: <${space}>`);
    const fork = (name, ours, words) => Yasqe.forkAutocompleter(name, { name: ours, bulk: true, persistenceId: null, get: () => words });
    fork("prefixes", "our-prefixes", spaces.sort());
    fork("class", "our-classes", data.classes);
    fork("property", "our-properties", data.properties);
    Yasqe.defaults.autocompleters.push("variables");
  };

  const start = () => {
    completers(Yasgui.Yasqe);
    // A link with a query in it may choose the query, never where it goes.
    const pinned = (tab) => ({ ...tab, requestConfig: { ...tab.requestConfig, endpoint, headers: {}, args: [], namedGraphs: [], defaultGraphs: [] } });
    const editor = new Yasgui(by("editor"), {
      persistenceId: null,
      populateFromUrl: pinned,
      copyEndpointOnNewTab: true,
      endpointCatalogueOptions: { ...Yasgui.defaults.endpointCatalogueOptions, getData: () => [{ endpoint }] },
      requestConfig: { endpoint, method: "POST" },
      yasqe: { ...Yasgui.defaults.yasqe, value: data.first },
      yasr: { ...Yasgui.defaults.yasr, prefixes: data.prefixes, persistenceId: null },
    });
    const name = () => editor.getTab()?.getYasqe()?.getInputField().setAttribute("aria-label", "Query");
    editor.on("tabSelect", () => setTimeout(name)); // its field is made just after
    name();
    const choice = by("editor-question");
    choice.addEventListener("change", () => {
      if (choice.value) editor.getTab().getYasqe().setValue(data.questions[choice.value]);
    });
    by("editor-begin").hidden = false;
  };

  try {
    start();
  } catch (error) {
    by("editor-failed").hidden = false;
    throw error;
  }
})();
