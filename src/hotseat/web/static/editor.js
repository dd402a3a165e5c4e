// CodeMirror in place of the textarea, coloured by the page's custom properties.
import {
  Compartment, Decoration, EditorState, EditorView, HighlightStyle, LanguageSupport, Prec, StateEffect, StateField,
  bracketMatching, defaultKeymap, drawSelection, highlightActiveLine, highlightActiveLineGutter, history, historyKeymap,
  indentLess, indentMore, indentOnInput, indentUnit, keymap, lineNumbers, pythonLanguage, syntaxHighlighting, tags,
} from "./vendor/editor.js";

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "0.875rem", backgroundColor: "var(--sheet)", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  "&.cm-focused .cm-content": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.4rem", scrollbarWidth: "thin" },
  ".cm-content": { padding: "16px 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 20px 0 8px" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--ink-3)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 12px 0 20px", minWidth: "52px", fontSize: "0.75rem" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--sunken) 75%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--ink)" },
  ".cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--ink) 12%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-soft)", outline: "1px solid color-mix(in srgb, var(--accent) 40%, transparent)",
  },
  ".cm-blamed": { backgroundColor: "var(--bad-soft)", boxShadow: "inset 3px 0 var(--bad)" },
  ".cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)", borderColor: "var(--hair)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--hair)" },
  ".cm-panel.cm-search": { padding: "8px 16px", fontFamily: "var(--sans)", fontSize: "0.8125rem" },
  ".cm-panel.cm-search [name=close]": { right: "8px", top: "6px", color: "var(--ink-2)" },
  ".cm-textfield": {
    backgroundColor: "var(--sheet)", border: "1px solid var(--hair-2)", borderRadius: "4px", color: "var(--ink)", padding: "3px 7px",
  },
  ".cm-button": {
    backgroundImage: "none", backgroundColor: "var(--sheet)", border: "1px solid var(--hair-2)", borderRadius: "4px",
    color: "var(--ink)", minHeight: "0", fontWeight: "400",
  },
  ".cm-searchMatch": { backgroundColor: "var(--unsure-soft)", outline: "1px solid var(--hair-2)" },
  ".cm-searchMatch-selected": { backgroundColor: "color-mix(in srgb, var(--accent) 30%, transparent)" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-soft)" },
  ".cm-tooltip": { backgroundColor: "var(--sheet)", border: "1px solid var(--hair-2)", borderRadius: "6px", overflow: "hidden" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "0.8125rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionIcon": { display: "none" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], color: "var(--tok-key)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--tok-str)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--tok-num)" },
  { tag: [tags.comment, tags.docString], color: "var(--tok-com)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className), tags.meta], color: "var(--tok-def)" },
]);

const blame = StateEffect.define();
const blamed = StateField.define({
  create: () => Decoration.none,
  update(lines, change) {
    let next = change.docChanged ? Decoration.none : lines;
    for (const effect of change.effects) if (effect.is(blame)) next = effect.value;
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function tab(view) {
  const { state } = view;
  if (state.selection.ranges.some((range) => !range.empty)) return indentMore(view);
  view.dispatch(
    state.changeByRange((range) => {
      const column = range.head - state.doc.lineAt(range.head).from;
      const insert = " ".repeat(4 - (column % 4));
      return { changes: { from: range.head, insert }, range: range.map(state.changes({ from: range.head, insert }), 1) };
    }),
    { userEvent: "input", scrollIntoView: true },
  );
  return true;
}

/** Search and completion arrive once the editor is entered. */
async function enrich(view, extras) {
  const more = await import("./vendor/editor-extras.js");
  const completeName = pythonLanguage.data.of({ autocomplete: more.localCompletionSource });
  const completeBuiltin = pythonLanguage.data.of({ autocomplete: more.globalCompletion });
  view.dispatch({
    effects: extras.reconfigure([
      more.search({ top: false }),
      more.highlightSelectionMatches({ minSelectionLength: 3 }),
      more.closeBrackets(),
      more.autocompletion({ icons: false, activateOnTypingDelay: 300, maxRenderedOptions: 12 }),
      completeName,
      completeBuiltin,
      keymap.of([...more.closeBracketsKeymap, ...more.searchKeymap, ...more.completionKeymap]),
      Prec.high(keymap.of([{ key: "Tab", run: more.acceptCompletion }])),
    ]),
  });
}

/** The editor over a textarea. keys: extra bindings; onChange is told after every edit. */
export function openEditor(textarea, { nonce, keys, onChange, onBlur }) {
  const extras = new Compartment();
  let isRich = false;
  const view = new EditorView({
    parent: textarea.parentElement,
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        EditorView.cspNonce.of(nonce),
        Prec.highest(keymap.of(keys)),
        extras.of([]),
        lineNumbers(), history(), drawSelection({ cursorBlinkRate: 0 }), highlightActiveLine(), highlightActiveLineGutter(), indentOnInput(),
        bracketMatching(), indentUnit.of("    "), EditorState.tabSize.of(4), new LanguageSupport(pythonLanguage),
        syntaxHighlighting(colours), look, blamed,
        keymap.of([{ key: "Tab", run: tab, shift: indentLess }, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ "aria-label": "Your code", "aria-describedby": "editor-help", spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => update.docChanged && onChange()),
        EditorView.domEventHandlers({
          // Left to the browser, typing over a selection would copy inline styles, which the page's policy refuses.
          beforeinput(event, editor) {
            const { main, ranges } = editor.state.selection;
            if (event.inputType !== "insertText" || event.isComposing || !event.data || main.empty || ranges.length > 1) return false;
            const insert = () => editor.state.update(editor.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
            const handlers = editor.state.facet(EditorView.inputHandler);
            if (!handlers.some((handler) => handler(editor, main.from, main.to, event.data, insert))) editor.dispatch(insert());
            event.preventDefault();
            return true;
          },
          focus() {
            if (!isRich) enrich(view, extras);
            isRich = true;
          },
          blur: () => onBlur(),
          keydown(event, editor) {
            if (event.key === "Escape") editor.setTabFocusMode(4000);
          },
        }),
      ],
    }),
  });
  textarea.hidden = true;
  return {
    text: () => view.state.doc.toString(),
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "input.paste" });
    },
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
    blame(number) {
      if (number < 1 || number > view.state.doc.lines) return;
      const line = view.state.doc.line(number);
      view.dispatch({
        effects: [
          blame.of(Decoration.set([Decoration.line({ class: "cm-blamed" }).range(line.from)])),
          EditorView.scrollIntoView(line.from, { y: "center" }),
        ],
      });
    },
    goTo(number) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
      view.focus();
    },
  };
}
