// Loaded once the editor has been entered: search and completion.
export { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
export { globalCompletion, localCompletionSource } from "@codemirror/lang-python";
export { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
