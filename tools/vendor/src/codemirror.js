// CodeMirror 6 with Python's colours and indentation: what a learner's text editor needs, and no more.
export { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
export { Decoration, EditorView, keymap, lineNumbers } from '@codemirror/view';
export { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
export { HighlightStyle, StreamLanguage, indentUnit, syntaxHighlighting } from '@codemirror/language';
export { tags } from '@lezer/highlight';
export { python } from '@codemirror/legacy-modes/mode/python';
